"""Top-ups: what was bought in addition to what is included."""
