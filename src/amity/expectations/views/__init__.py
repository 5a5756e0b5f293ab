"""Pages of expectations and of what conflicts with an agreement."""
