"""Accounts handed to another account manager, for good or for some days."""
