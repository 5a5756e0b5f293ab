"""Emails: read, taken, removed."""
