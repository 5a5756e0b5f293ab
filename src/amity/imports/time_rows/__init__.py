"""The rows of a file of time."""
