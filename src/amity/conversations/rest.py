"""REST router of conversations, to which each noun adds its operations."""

from amity.conversations.actions import rest as action_rest
from amity.conversations.calls import rest as call_rest
from amity.conversations.closings import rest as closing_rest
from amity.conversations.notes import rest as note_rest
from amity.conversations.passing import rest as passing_rest
from amity.conversations.router import router
from amity.conversations.transcripts import rest as transcript_rest

OPERATIONS = (note_rest, passing_rest, action_rest, call_rest, transcript_rest, closing_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
