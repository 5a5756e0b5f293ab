"""REST router of scope, to which each noun adds its operations."""

from amity.scope.requests import rest as request_rest
from amity.scope.router import router

OPERATIONS = (request_rest,)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
