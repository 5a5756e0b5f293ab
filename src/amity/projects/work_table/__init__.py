"""The table of a project's work: its lines, which open to their work items, with hours, states and rounds."""
