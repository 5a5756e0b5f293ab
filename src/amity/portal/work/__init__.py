"""Work as it was last cleared for the client: status, and versions of deliverables with the client's comments."""
