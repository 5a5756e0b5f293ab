"""What writes: staged rows, names, contacts and lines taken over in chunks, and taken back."""
