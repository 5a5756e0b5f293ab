"""The brief as shown to the client."""
