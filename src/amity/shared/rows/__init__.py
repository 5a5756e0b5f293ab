"""Single rows: found among those an actor sees, saved by one person at a time, when the database can."""
