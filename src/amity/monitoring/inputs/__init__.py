"""What we need from the client, by when, and what it holds up."""
