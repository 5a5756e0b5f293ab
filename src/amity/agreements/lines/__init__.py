"""Lines: the quoted lines that an agreement contains."""
