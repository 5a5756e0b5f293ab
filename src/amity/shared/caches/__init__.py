"""Caches: results by their arguments, and reads within one request."""
