"""Rank the services that an account doesn't buy from us."""
