"""REST router of the gate, to which each noun adds its operations."""

from amity.gate.bundles import rest as bundle_rest
from amity.gate.decisions import rest as decision_rest
from amity.gate.email_templates import rest as template_rest
from amity.gate.items import rest as item_rest
from amity.gate.router import router

OPERATIONS = (item_rest, decision_rest, bundle_rest, template_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
