"""Promised dates: added, moved, delivered."""
