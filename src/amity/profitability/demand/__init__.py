"""Hours needed on open lines, by discipline and week."""
