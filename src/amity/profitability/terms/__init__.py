"""What was agreed, and how far the work is: the inputs of revenue."""
