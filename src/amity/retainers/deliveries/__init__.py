"""Delivered units of a retainer in units."""
