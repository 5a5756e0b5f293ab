"""Links from expectations to projects, and their conflicts among risks and blockers."""
