"""The data behind findings, limited to what the actor can see."""
