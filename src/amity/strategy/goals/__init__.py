"""A client's goals: set, revised with a cause, measured, and ended."""
