"""Hours, costs and prices of the lines of a brief."""
