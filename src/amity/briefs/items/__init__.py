"""How certain each item of a brief is, and what is still missing."""
