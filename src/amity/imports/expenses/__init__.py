"""Files of expenses."""
