"""What a clearer changed before clearing: the original and the cleared text, and what the difference becomes."""
