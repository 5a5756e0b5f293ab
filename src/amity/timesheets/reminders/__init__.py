"""Mails about time that is missing, and how the agency keeps its time."""
