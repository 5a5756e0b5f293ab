"""The codes of quoted lines in the texts of rows."""
