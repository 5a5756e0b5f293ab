"""The door: sign-in, passwords, and what limits failed tries."""
