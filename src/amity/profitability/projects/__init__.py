"""One project's money and lines."""
