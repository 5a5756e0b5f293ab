"""Dated rates: what an hour costs, what it is sold for, and what a currency is worth."""
