"""A number that shows the inputs it was calculated from."""
