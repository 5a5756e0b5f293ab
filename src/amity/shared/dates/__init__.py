"""Months, upcoming dates, and duties over time."""
