"""Handovers of accounts to another account manager, permanently or for some days."""
