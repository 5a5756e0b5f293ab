"""REST operations for retainer requests."""

from datetime import date, datetime
from typing import Any, Final, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version
from amity.retainers.call_offs import commands, queries
from amity.retainers.queries import retainer_seen_by
from amity.retainers.router import SETUP, Quantity, Title, router

MOVES: Final = {
    "done": commands.finish_call_off, "dropped": commands.drop_call_off, "open": commands.take_up_call_off,
}  # fmt: skip


OWN: Final = ("id", "version", "agreement_id", "number", "item_id", "contact_id", "asked_on", "wanted_on", "dropped_on")


OF_ITEM: Final = ("title", "project_id", "planned_seconds", "line_id", "finished_at")


class RetainerRequestShape(Answered):
    """A request of the client within a retainer. Its time is logged on its work item."""

    id: Id
    version: int
    agreement_id: Id
    number: int
    title: str
    item_id: Id
    project_id: Id
    contact_id: Id | None
    asked_on: date
    wanted_on: date | None
    planned_seconds: int | None
    line_id: Id | None
    finished_at: datetime | None
    dropped_on: date | None


class RetainerRequestsAsked(Asked):
    """Filters for the list of retainer requests."""

    open: bool | None = None


class NewRetainerRequest(Body):
    """Request body: the request to log. The project defaults to the oldest one under the agreement."""

    title: Title
    asked_on: Day
    wanted_on: Day | None = None
    contact_id: Id | None = None
    planned_seconds: Quantity | None = None
    line_id: Id | None = None
    project_id: Id | None = None


class RetainerRequestEdit(Body):
    """Request body: the fields of a request to change. Omitted fields stay unchanged."""

    version: Version
    title: Title | None = None
    asked_on: Day | None = None
    wanted_on: Day | None = None
    contact_id: Id | None = None
    planned_seconds: Quantity | None = None
    line_id: Id | None = None


class RetainerRequestMove(Body):
    """Request body: the new state: `done`, `dropped`, or `open` to reopen the request."""

    to: Literal["done", "dropped", "open"]


@reads(router, "/retainers/{int:agreement_id}/requests", Page[RetainerRequestShape])
def list_retainer_requests(
    request: HttpRequest, agreement_id: Path[Id], asked: Query[RetainerRequestsAsked]
) -> dict[str, Any]:
    """List the requests within one retainer."""
    rows = queries.call_offs_of(retainer_seen_by(asker(request), agreement_id))
    return page(narrowed(rows, asked, open="item__finished_at__isnull"), asked, _shown)


@writes(router, "POST", "/retainers/{int:agreement_id}/requests", RetainerRequestShape, scope=SETUP, status=201)
def log_retainer_request(request: HttpRequest, agreement_id: Path[Id], body: NewRetainerRequest) -> dict[str, Any]:
    """Log a request of a client contact. It becomes a work item."""
    return _shown(
        commands.log_call_off(by=asker(request), agreement_id=agreement_id, now=timezone.now(), **body.model_dump())
    )


@writes(router, "PATCH", "/retainers/{int:agreement_id}/requests/{int:call_off_id}", RetainerRequestShape, scope=SETUP)
def edit_retainer_request(
    request: HttpRequest, agreement_id: Path[Id], call_off_id: Path[Id], body: RetainerRequestEdit
) -> dict[str, Any]:
    """Change a request: its title, contact, dates, planned time or line."""
    by = asker(request)
    stands = _shown(queries.call_off_of(retainer_seen_by(by, agreement_id), call_off_id))
    values = {name: stands[name] for name in RetainerRequestEdit.model_fields} | body.model_dump(exclude_unset=True)
    values |= {name: values[name] or stands[name] for name in ("title", "asked_on")}
    return _shown(
        commands.change_call_off(
            by=by, agreement_id=agreement_id, call_off_id=call_off_id, now=timezone.now(), **values
        )
    )


@writes(
    router, "POST", "/retainers/{int:agreement_id}/requests/{int:call_off_id}/state", RetainerRequestShape, scope=SETUP
)
def change_retainer_request_state(
    request: HttpRequest, agreement_id: Path[Id], call_off_id: Path[Id], body: RetainerRequestMove
) -> dict[str, Any]:
    """Mark a request as done or dropped, or reopen it."""
    moved = MOVES[body.to](by=asker(request), agreement_id=agreement_id, call_off_id=call_off_id, now=timezone.now())
    return _shown(moved)


def _shown(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in OWN} | {name: getattr(row.item, name) for name in OF_ITEM}
