"""Load: what we are asking of a contact of the client now."""
