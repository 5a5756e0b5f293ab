"""Time against capacity, expected time and included time."""
