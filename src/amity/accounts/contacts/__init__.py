"""Client contacts: their roles, their influence, and how to reach them."""
