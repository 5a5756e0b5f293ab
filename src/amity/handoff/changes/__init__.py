"""Changes since a hand-off was accepted."""
