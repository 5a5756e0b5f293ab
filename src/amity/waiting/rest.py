"""REST operation for what waits for the caller."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.shapes import Answered, Id, Shape
from amity.waiting.queries import Group, items_of, waiting_for

router = Router(tags=["Waiting"])


class WaitingShape(Answered):
    """Something open, to act on. `kind` and `id` name it; `path` is its page in Amity."""

    kind: str
    id: Id
    title: str
    account: str
    due_on: date | None
    days_late: int
    path: str


class WaitingList(Answered):
    """Open items by kind and due date. `total` also counts items that are not listed."""

    total: int
    items: list[WaitingShape]


class WaitingAsked(Shape):
    """Filter: one kind of items."""

    kind: str = Field("", max_length=40, description="A kind, for example `promise`. Empty: all kinds.")


@reads(router, "/waiting", WaitingList)
def list_waiting(request: HttpRequest, asked: Query[WaitingAsked]) -> dict[str, Any]:
    """List what waits for the caller. Each kind lists 50 at most."""
    return to_payload(waiting_for(asker(request), timezone.now(), only=asked.kind))


def to_payload(groups: Sequence[Group]) -> dict[str, Any]:
    """Return groups of items as the body of an answer."""
    items = [
        WaitingShape.of(
            item,
            kind=kind.key,
            account=item.account.name if item.account else "",
            due_on=item.due,
            path=item.address,
        )
        for kind, item in items_of(groups)
    ]
    return {"total": sum(one.total for one in groups), "items": items}
