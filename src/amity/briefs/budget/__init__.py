"""The hours a client's budget buys, and lines fitted to it."""
