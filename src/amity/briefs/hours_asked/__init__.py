"""Estimates asked of colleagues, by link or in Amity."""
