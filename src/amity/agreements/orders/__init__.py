"""Change orders: changes to the lines, the end and the fee of a signed agreement."""
