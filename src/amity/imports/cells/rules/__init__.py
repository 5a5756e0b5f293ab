"""Pure rules that read one cell."""
