"""Money spent that is not time."""
