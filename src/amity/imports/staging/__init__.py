"""A file on its stage: read, its names matched, its rows compared. No lock of the main database is held."""
