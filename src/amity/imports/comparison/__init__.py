"""Compare the rows of a file with earlier imports from the same source."""
