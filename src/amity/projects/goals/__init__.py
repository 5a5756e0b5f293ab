"""Which goal of the client projects and lines serve."""
