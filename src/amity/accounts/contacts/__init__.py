"""The client's people: their roles, where they stand, and how to reach them."""
