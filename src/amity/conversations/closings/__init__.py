"""Closing the day: a line for each meeting, what emails may have asked, and what comes first tomorrow."""
