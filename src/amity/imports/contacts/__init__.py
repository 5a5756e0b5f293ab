"""Files of contacts."""
