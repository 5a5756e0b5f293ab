"""The pace of a period, and its expected end."""
