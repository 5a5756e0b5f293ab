"""REST router of duties and joint objectives, to which each adds its operations."""

from amity.charter.duties import rest as duty_rest
from amity.charter.objectives import rest as objective_rest
from amity.charter.router import router

OPERATIONS = (duty_rest, objective_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
