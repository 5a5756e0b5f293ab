"""Balances of retainers for contacts who may see money."""
