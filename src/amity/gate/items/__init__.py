"""Items: what is written for a client, and each step until it is released."""
