"""Records that are made from the words of an email."""
