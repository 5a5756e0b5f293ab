"""The email that answers a declined request."""
