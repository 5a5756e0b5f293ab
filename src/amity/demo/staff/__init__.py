"""The demo's people, and when they are at work."""
