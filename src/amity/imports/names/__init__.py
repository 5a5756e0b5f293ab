"""The people, clients, projects and tasks in a file: matched, decided, created."""
