"""Upload of files."""
