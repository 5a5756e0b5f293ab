"""Text files with delimiters: their encoding, where their table begins, their headers and rows."""
