"""What the interpreter of a started process imports by itself."""
