"""Available people for a brief, by discipline and week."""
