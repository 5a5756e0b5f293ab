"""Files without time, imported in one go."""
