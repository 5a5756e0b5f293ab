"""Accounts and contacts with whom no one has talked for long."""
