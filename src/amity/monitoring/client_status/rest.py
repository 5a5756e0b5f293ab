"""REST: draft the status of a project."""

from typing import Any

from django.http import HttpRequest
from ninja import Path

from amity.api.operations import writes
from amity.api.shapes import Id
from amity.gate.subjects.rest import Outgoing, drafted
from amity.monitoring.client_status.rules import STATUS
from amity.monitoring.router import SETUP, router


@writes(router, "POST", "/projects/{int:project_id}/status/outgoing", Outgoing, scope=SETUP, status=201)
def send_project_status(request: HttpRequest, project_id: Path[Id]) -> dict[str, Any]:
    """Draft the email with a project's status for the client. Submit it with `submit_outgoing`."""
    return drafted(request, STATUS, project_id)
