"""Top-ups: what was bought next to what is included."""
