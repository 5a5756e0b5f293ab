"""What changed since a hand-off was accepted."""
