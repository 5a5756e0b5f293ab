"""Periods calculated to a day: what each held, used, rolled over and had over."""
