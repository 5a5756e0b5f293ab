"""Periods up to a date: what each included, used, rolled over, and its overage."""
