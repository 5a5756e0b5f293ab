"""REST router of the gate, to which each noun adds its operations."""

from amity.gate.announcements import rest as announcement_rest
from amity.gate.beliefs import rest as belief_rest
from amity.gate.bundles import rest as bundle_rest
from amity.gate.decisions import rest as decision_rest
from amity.gate.email_templates import rest as template_rest
from amity.gate.items import rest as item_rest
from amity.gate.lane_offers import rest as lane_offer_rest
from amity.gate.quiet import rest as quiet_rest
from amity.gate.router import router
from amity.gate.standards import rest as standard_rest
from amity.gate.watch import rest as watch_rest

OPERATIONS = (
    item_rest, decision_rest, bundle_rest, template_rest, standard_rest, quiet_rest, belief_rest, announcement_rest,
    lane_offer_rest, watch_rest,
)  # fmt: skip
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
