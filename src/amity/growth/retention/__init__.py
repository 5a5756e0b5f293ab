"""Retention: net revenue retention, gross retention and concentration, from the net fees of each account."""
