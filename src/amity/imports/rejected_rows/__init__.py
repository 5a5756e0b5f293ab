"""Rows that can't be imported, as a file to download."""
