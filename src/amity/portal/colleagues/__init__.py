"""Who to ask for what at the agency, in the client's words, and who covers for someone who is away."""
