"""What to save when two people changed one thing."""
