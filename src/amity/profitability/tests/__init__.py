"""Profitability proved: the arithmetic without a database."""
