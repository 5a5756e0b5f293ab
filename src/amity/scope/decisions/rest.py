"""The REST operation that decides on a request."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Id, Version
from amity.scope.decisions import commands
from amity.scope.decisions.fields import DecisionFields
from amity.scope.requests.rest import RequestShape, shown
from amity.scope.router import SETUP, router


class NewDecision(Body, value=DecisionFields):
    """Request body: the decision, and what its kind needs: a line, a reason, a date, or an agreement to change."""

    version: Version


@writes(router, "POST", "/requests/{int:request_id}/decide", RequestShape, scope=SETUP)
def decide_request(request: HttpRequest, request_id: Path[Id], body: NewDecision) -> dict[str, Any]:
    """Decide on a request. Extra work drafts a change order, new work a brief; a declined request is closed."""
    row = commands.decide_request(
        by=asker(request), request_id=request_id, version=body.version, fields=body.as_value(DecisionFields),
        now=timezone.now(),
    )  # fmt: skip
    return shown(row)
