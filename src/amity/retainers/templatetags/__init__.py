"""Template filters of retainers."""
