"""Months, dates to be warned of, and who held a duty when."""
