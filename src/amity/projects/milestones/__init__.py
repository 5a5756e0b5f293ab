"""Dates that were promised: added, moved, delivered."""
