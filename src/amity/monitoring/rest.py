"""REST router of monitoring, to which risks, client input, status and linked expectations add their operations."""

from amity.monitoring.client_status import rest as status_rest
from amity.monitoring.expectations import rest as expectation_rest
from amity.monitoring.inputs import rest as input_rest
from amity.monitoring.risks import rest as risk_rest
from amity.monitoring.router import router

OPERATIONS = (risk_rest, input_rest, status_rest, expectation_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
