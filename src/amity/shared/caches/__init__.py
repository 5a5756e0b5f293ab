"""What is kept to be read again: results by their arguments, and reads within one request."""
