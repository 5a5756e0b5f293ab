"""Sign-in, passwords, and limits for failed tries."""
