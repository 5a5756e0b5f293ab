"""Merging of two people's changes to one object."""
