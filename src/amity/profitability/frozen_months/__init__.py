"""What closed months hold, and the run of revenue across them."""
