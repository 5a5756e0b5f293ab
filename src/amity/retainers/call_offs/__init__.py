"""Requests: what a client asks for within the retainer."""
