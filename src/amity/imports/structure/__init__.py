"""Files of projects, people and work items without time."""
