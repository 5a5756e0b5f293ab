"""Delimited text files: their encoding, the start of their table, their headers and rows."""
