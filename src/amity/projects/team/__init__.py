"""Project managers, account managers and team members of a project."""
