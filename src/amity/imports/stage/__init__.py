"""The stage of a file: a database beside the main one, with its rows, names and fates."""
