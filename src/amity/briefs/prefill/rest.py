"""REST operation that fills blank fields of a brief from its account."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.briefs.payloads import whole
from amity.briefs.prefill import commands as prefill
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import (
    WholeBriefShape,
)


@writes(router, "POST", "/briefs/{int:brief_id}/prefill", WholeBriefShape, scope=SETUP)
def prefill_brief(request: HttpRequest, brief_id: Path[Id]) -> dict[str, Any]:
    """Fill the blank fields of a draft from its goal and the strategy in force."""
    prefill.fill_from_account(by=asker(request), brief_id=brief_id, now=timezone.now())
    return whole(request, brief_id)
