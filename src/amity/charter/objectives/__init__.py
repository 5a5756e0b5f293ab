"""Joint objectives of an account: what both want, and how it is going."""
