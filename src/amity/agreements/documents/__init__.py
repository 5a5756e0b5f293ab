"""Files of an agreement."""
