"""What a client wants to reach: set, revised with a cause, read, and ended."""
