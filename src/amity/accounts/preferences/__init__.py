"""Client preferences and their sources, and how a text is checked against them."""
