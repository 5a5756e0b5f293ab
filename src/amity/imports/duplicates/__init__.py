"""Rows that look like existing time."""
