"""Checks of what goes to a client: each passes, warns or blocks, with evidence and the place to fix it."""
