"""Who runs a project, and who works on it."""
