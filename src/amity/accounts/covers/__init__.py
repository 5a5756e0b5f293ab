"""Covers: who stands in for the account manager, and on which dates."""
