"""REST router of scope, to which each noun adds its operations."""

from amity.scope.assessments import rest as assessment_rest
from amity.scope.courtesy import rest as courtesy_rest
from amity.scope.decisions import rest as decision_rest
from amity.scope.declining import rest as declining_rest
from amity.scope.early_start import rest as early_rest
from amity.scope.requests import rest as request_rest
from amity.scope.router import router

OPERATIONS = (request_rest, assessment_rest, decision_rest, declining_rest, early_rest, courtesy_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
