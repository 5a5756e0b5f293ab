"""Rows that become time, in chunks."""
