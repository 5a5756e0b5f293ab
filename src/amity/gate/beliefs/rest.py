"""REST operations for the caller's own beliefs."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.gate.beliefs import queries
from amity.gate.router import router


class BeliefShape(Answered):
    """What the caller believed when they returned an item. `outcome` is blank until they know it."""

    id: Id
    item_id: Id
    words: str
    at: datetime
    outcome: Literal["", "right", "wrong"]


@reads(router, "/beliefs", Page[BeliefShape])
def list_beliefs(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List what the caller believed when they returned an email. No one else sees it."""
    return page(queries.own_beliefs(asker(request)), asked, BeliefShape.of)
