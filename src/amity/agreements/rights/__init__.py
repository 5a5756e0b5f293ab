"""Third-party rights: whether work that uses them can go to the client."""
