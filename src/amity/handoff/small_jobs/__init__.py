"""Small jobs on one page: from a client's request to work that is handed off."""
