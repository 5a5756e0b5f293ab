"""The columns of a file: which field each one is, and how its cells are written."""
