"""Weeks submitted, approved and returned, if the agency approves time."""
