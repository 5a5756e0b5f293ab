"""REST router of statuses, to which each noun adds its operations."""

from amity.status.answers import rest as answer_rest
from amity.status.contradictions import rest as question_rest
from amity.status.router import router

OPERATIONS = (answer_rest, question_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
