"""The conversation of an account: what parts know was exchanged with the client, on one line of time."""
