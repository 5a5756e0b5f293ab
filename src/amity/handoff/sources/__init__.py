"""Where the items of a hand-off come from: what the giver writes, and what other parts know already."""
