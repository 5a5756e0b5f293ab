"""Revenue of retainers."""
