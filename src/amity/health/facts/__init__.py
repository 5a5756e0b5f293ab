"""What is known of an account on a day."""
