"""Client input: what is needed from the client, by when, and what it holds up."""
