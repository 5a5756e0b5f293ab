"""The beginning of a hand-off."""
