"""How well each item of a brief is known, and what is still missing."""
