"""Covers: the account manager's stand-ins, with their dates."""
