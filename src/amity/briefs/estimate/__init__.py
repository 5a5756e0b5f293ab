"""What the lines of a brief take, cost and sell for."""
