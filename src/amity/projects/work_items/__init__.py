"""Tasks under a project, on one of its lines or on none yet."""
