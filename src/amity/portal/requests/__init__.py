"""A client's own requests, and what became of them."""
