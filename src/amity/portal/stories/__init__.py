"""Stories shared with the client, on their pages: read, useful or not, and a reply."""
