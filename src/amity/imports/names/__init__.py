"""The people, clients, projects and tasks a file names: matched, decided, created."""
