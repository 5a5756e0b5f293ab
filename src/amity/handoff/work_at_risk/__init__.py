"""Work before an accepted hand-off, and its cap."""
