"""Small jobs: one form from request to work."""
