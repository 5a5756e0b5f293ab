"""One service at one account: who does it, how we know, and what contradicts it."""
