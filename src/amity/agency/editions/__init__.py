"""The edition of the settings: results read once and kept by each process until a setting changes (decision 0039)."""
