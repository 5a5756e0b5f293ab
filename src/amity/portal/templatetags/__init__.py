"""Template tags of the client's side."""
