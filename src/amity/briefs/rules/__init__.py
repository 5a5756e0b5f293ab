"""What is worked out about a brief: its size, what is missing, its states, what a budget buys, who is free."""
