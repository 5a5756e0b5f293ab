"""What findings are made from, as someone may see it."""
