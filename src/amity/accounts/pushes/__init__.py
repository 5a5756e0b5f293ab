"""Push budget: how many unprompted messages a contact of the client can still be sent."""
