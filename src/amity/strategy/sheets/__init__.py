"""Readings of goals from a table: a CSV file, or rows pasted from a spreadsheet."""
