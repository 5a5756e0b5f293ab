"""REST operation that records how certain an item of a brief is."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.briefs.items import commands as items
from amity.briefs.payloads import whole
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import (
    Item,
    ItemBasis,
    WholeBriefShape,
)


@writes(router, "POST", "/briefs/{int:brief_id}/items/{item}/basis", WholeBriefShape, scope=SETUP)
def set_item_basis(request: HttpRequest, brief_id: Path[Id], item: Path[Item], body: ItemBasis) -> dict[str, Any]:
    """Mark an item as known, with its source, or as assumed. The item's value stays unchanged."""
    basis = body.as_value(items.Basis)
    items.say_how_known(
        by=asker(request), brief_id=brief_id, item=item, version=body.version, basis=basis, now=timezone.now()
    )
    return whole(request, brief_id)
