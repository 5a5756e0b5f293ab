"""Prepaid blocks as a ledger of their own."""
