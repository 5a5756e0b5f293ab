"""What is known of an account, as readings of the eight inputs and as caps."""
