"""Proves that what the measurements are taken on is what it says."""
