"""The columns of a file: the field of each one, and the format of its cells."""
