"""Versions: the frozen content of an agreement, compared and printed."""
