"""Blank fields filled from the account's goal and strategy."""
