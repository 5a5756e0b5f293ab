"""REST operation that drafts the email with an agreement."""

from typing import Any

from django.http import HttpRequest
from ninja import Path

from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.router import SETUP, router
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.gate.subjects.rest import Outgoing, drafted


@writes(router, "POST", "/agreements/{int:agreement_id}/outgoing", Outgoing, scope=SETUP, status=201)
def send_agreement(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """Draft the email with a cleared agreement. Submit it with `submit_outgoing`."""
    return drafted(request, AGREEMENT, agreement_id)
