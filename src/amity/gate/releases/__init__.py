"""Releases: what was cleared leaves exactly once, and what wasn't delivered is decided by a person."""
