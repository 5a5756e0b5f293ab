"""A number that opens to what it was made of."""
