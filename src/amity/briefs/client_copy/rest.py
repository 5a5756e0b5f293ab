"""REST operation that drafts the email with a brief."""

from typing import Any

from django.http import HttpRequest
from ninja import Path

from amity.api.operations import writes
from amity.api.shapes import Body, Id
from amity.briefs.client_copy.sending import PLAIN, PRICED
from amity.briefs.router import SETUP, router
from amity.gate.subjects.rest import Outgoing, drafted


class BriefEmail(Body):
    """Request body: whether the email shows prices, as far as the caller sees them."""

    prices: bool = True


@writes(router, "POST", "/briefs/{int:brief_id}/outgoing", Outgoing, scope=SETUP, status=201)
def send_brief(request: HttpRequest, brief_id: Path[Id], body: BriefEmail) -> dict[str, Any]:
    """Draft the email with a brief. Submit it with `submit_outgoing`."""
    return drafted(request, PRICED if body.prices else PLAIN, brief_id)
