"""REST operation that changes the status of a brief."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.briefs.moves import commands as moves
from amity.briefs.payloads import whole
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import (
    BriefMove,
    WholeBriefShape,
)


@writes(router, "POST", "/briefs/{int:brief_id}/moves", WholeBriefShape, scope=SETUP)
def change_brief_status(request: HttpRequest, brief_id: Path[Id], body: BriefMove) -> dict[str, Any]:
    """Change the status of a brief. Returns 403 if the change is not allowed or required fields are missing."""
    moves.move_brief(
        by=asker(request),
        brief_id=brief_id,
        version=body.version,
        state=body.state,
        fields=body.as_value(moves.MoveFields),
        now=timezone.now(),
    )
    return whole(request, brief_id)
