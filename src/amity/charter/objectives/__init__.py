"""Joint objectives of an account, and their progress."""
