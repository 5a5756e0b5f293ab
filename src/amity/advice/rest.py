"""REST operations for advice: practices and recommendations."""

from amity.advice.practices import rest as practice_rest
from amity.advice.recommendations import rest as recommendation_rest
from amity.advice.router import router

OPERATIONS = (practice_rest, recommendation_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
