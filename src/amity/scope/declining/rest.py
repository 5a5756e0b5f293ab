"""REST: draft the answer to a declined request."""

from typing import Any

from django.http import HttpRequest
from ninja import Path

from amity.api.operations import writes
from amity.api.shapes import Id
from amity.gate.subjects.rest import Outgoing, drafted
from amity.scope.declining.rules import DECLINED_REQUEST
from amity.scope.router import SETUP, router


@writes(router, "POST", "/requests/{int:request_id}/outgoing", Outgoing, scope=SETUP, status=201)
def answer_declined_request(request: HttpRequest, request_id: Path[Id]) -> dict[str, Any]:
    """Draft the email that declines a request, with its reason. Submit it with `submit_outgoing`."""
    return drafted(request, DECLINED_REQUEST, request_id)
