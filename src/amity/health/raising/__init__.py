"""What would raise the score of an account, step by step."""
