"""What we need from the client: input that they were asked for in a released email."""
