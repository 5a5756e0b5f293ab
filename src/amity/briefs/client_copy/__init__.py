"""The brief as the client reads it."""
