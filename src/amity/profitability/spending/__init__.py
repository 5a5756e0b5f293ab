"""Expenses: money spent that isn't time."""
