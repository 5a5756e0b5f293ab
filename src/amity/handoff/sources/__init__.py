"""Sources of a hand-off's items: the giver's notes, and what other parts know."""
