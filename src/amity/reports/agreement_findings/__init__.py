"""Findings about agreements, projects, lines and work items."""
