"""REST router of conversations, to which notes and requests add their operations."""

from amity.conversations.notes import rest as note_rest
from amity.conversations.requests import rest as request_rest
from amity.conversations.router import router

OPERATIONS = (note_rest, request_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
