"""Feeds: found, read politely and safely, and named with what to do where they fail."""
