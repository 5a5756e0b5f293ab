"""Delivered units of a retainer that holds units."""
