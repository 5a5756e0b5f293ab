"""The lines of a brief: added, planned, moved, removed and restored."""
