"""REST operation that converts a brief into an agreement and a project."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.briefs.conversion import commands as conversion
from amity.briefs.payloads import whole
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import (
    BriefConversion,
    WholeBriefShape,
)


@writes(router, "POST", "/briefs/{int:brief_id}/conversion", WholeBriefShape, scope=SETUP)
def convert_brief(request: HttpRequest, brief_id: Path[Id], body: BriefConversion) -> dict[str, Any]:
    """Convert a confirmed brief. It becomes a draft agreement and a project, or a retainer request.

    Returns 422 if the lines and the budget differ and `price` does not choose one.
    """
    conversion.convert_brief(by=asker(request), brief_id=brief_id, now=timezone.now(), **body.model_dump())
    return whole(request, brief_id)
