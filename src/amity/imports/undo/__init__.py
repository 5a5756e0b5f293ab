"""Undo imports, newest first."""
