"""REST router of retainers, to which each noun adds its operations."""

from amity.retainers.client_balance import rest as balance_rest
from amity.retainers.deliveries import rest as delivery_rest
from amity.retainers.notes import rest as note_rest
from amity.retainers.periods import rest as period_rest
from amity.retainers.router import router
from amity.retainers.terms import rest as term_rest
from amity.retainers.top_ups import rest as top_up_rest

OPERATIONS = (period_rest, term_rest, top_up_rest, delivery_rest, note_rest, balance_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
