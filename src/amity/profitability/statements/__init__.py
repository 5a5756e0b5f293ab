"""Statements: what was worked, earned, spent and left, as someone may see it."""
