"""The stage of a file: a database next to the main one, with its rows, names and classification."""
