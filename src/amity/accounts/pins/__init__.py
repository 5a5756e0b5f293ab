"""Accounts a person pinned: first in the rail and in search, for them alone."""
