"""Thousands of entries at once, as imports and their undo write them."""
