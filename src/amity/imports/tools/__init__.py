"""The tools whose exports are known."""
