"""Decisions about an item: clear it by the digest that was read, return it on a ground, hold it, or pull it back."""
