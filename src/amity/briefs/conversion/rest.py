"""REST operation that converts a brief to work."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.door import asker
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
def convert_brief(request: HttpRequest, brief_id: Path[Id], said: BriefConversion) -> dict[str, Any]:
    """Turn a confirmed brief into an agreement to be offered and a project, or a call-off.

    422 where the lines and the budget differ and `price` names neither.
    """
    conversion.convert_brief(by=asker(request), brief_id=brief_id, now=timezone.now(), **said.model_dump())
    return whole(request, brief_id)
