"""Choose the work for time, an expense or a timer: one key for account, project, line and item, and a search for it."""
