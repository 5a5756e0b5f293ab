"""Choosing what time, an expense or a timer is on: one key for account, project, line and item, and a search for it."""
