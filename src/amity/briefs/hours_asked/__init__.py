"""Estimates requested from colleagues, by link or in Amity."""
