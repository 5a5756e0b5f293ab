"""The lines of a brief: typed, planned, ordered, removed and restored."""
