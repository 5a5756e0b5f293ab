"""Revenue of an agreement shared out over its lines, projects and services."""
