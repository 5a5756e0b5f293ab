"""What the client's budget buys, and lines fitted to it."""
