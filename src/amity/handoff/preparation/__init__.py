"""Start of a hand-off."""
