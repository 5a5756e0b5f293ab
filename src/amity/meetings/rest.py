"""REST router of meetings, to which each noun adds its operations."""

from amity.meetings import operations
from amity.meetings.calendars import rest as calendar_rest
from amity.meetings.router import router

OPERATIONS = (operations, calendar_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
