"""REST router of strategy, to which goals and cards add their operations."""

from amity.strategy.cards import rest as card_rest
from amity.strategy.goals import rest as goal_rest
from amity.strategy.links import rest as link_rest
from amity.strategy.router import router

OPERATIONS = (goal_rest, link_rest, card_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
