"""Rows that cannot be imported, given back as a file."""
