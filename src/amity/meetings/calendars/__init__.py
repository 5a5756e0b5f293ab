"""A person's calendars: added, read on a schedule, paused and removed."""
