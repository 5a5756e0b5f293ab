"""Reminder emails about missing time, and the agency's settings for time."""
