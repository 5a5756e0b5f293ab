"""REST operation that links an expectation to a project."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.expectations.rest import ExpectationShape
from amity.monitoring.expectations import commands
from amity.monitoring.router import SETUP, router
from amity.monitoring.shapes import Binding


@writes(router, "POST", "/expectations/{int:expectation_id}/project", ExpectationShape, scope=SETUP)
def link_expectation(request: HttpRequest, expectation_id: Path[Id], body: Binding) -> dict[str, Any]:
    """Link an expectation to one of the client's projects, or remove the link."""
    bound = commands.bind_expectation(
        by=asker(request), expectation_id=expectation_id, project_id=body.project_id, now=timezone.now()
    )
    return ExpectationShape.of(bound)
