"""Hours wanted on open lines, by discipline and week."""
