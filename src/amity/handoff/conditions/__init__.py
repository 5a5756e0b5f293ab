"""Conditions under which a hand-off was accepted."""
