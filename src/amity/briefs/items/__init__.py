"""Certainty of each item of a brief, and the missing items."""
