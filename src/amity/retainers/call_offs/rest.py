"""REST operations for retainer requests."""

from datetime import date, datetime
from typing import Any, Final, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.retainers.call_offs import commands, queries
from amity.retainers.call_offs.commands import CallOffFields
from amity.retainers.queries import retainer_seen_by
from amity.retainers.router import SETUP, router

MOVES: Final = {
    "done": commands.finish_call_off, "dropped": commands.drop_call_off, "open": commands.take_up_call_off,
}  # fmt: skip
OF_ITEM: Final = ("title", "project_id", "planned_seconds", "line_id", "finished_at")


class RetainerRequestShape(Answered, value=CallOffFields):
    """A request of the client within a retainer. Its time is logged on its work item."""

    id: Id
    version: int
    agreement_id: Id
    number: int
    item_id: Id
    project_id: Id
    finished_at: datetime | None
    dropped_on: date | None


class RetainerRequestsAsked(Asked):
    """Filters for the list of retainer requests."""

    open: bool | None = None


class NewRetainerRequest(Body, value=CallOffFields):
    """Request body: the request to log. The project defaults to the oldest one under the agreement."""

    project_id: Id | None = None


class RetainerRequestEdit(Body, value=CallOffFields, edits=True):
    """Request body: the fields of a request to change. Omitted fields stay unchanged."""

    version: Version


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
    row = commands.log_call_off(
        by=asker(request), agreement_id=agreement_id, fields=body.as_value(CallOffFields), project_id=body.project_id,
        now=timezone.now(),
    )  # fmt: skip
    return _shown(row)


@writes(router, "PATCH", "/retainers/{int:agreement_id}/requests/{int:request_id}", RetainerRequestShape, scope=SETUP)
def edit_retainer_request(
    request: HttpRequest, agreement_id: Path[Id], request_id: Path[Id], body: RetainerRequestEdit
) -> dict[str, Any]:
    """Change a request: its title, contact, dates, planned time or line."""
    by = asker(request)
    current = commands.fields_of(queries.call_off_of(retainer_seen_by(by, agreement_id), request_id))
    row = commands.change_call_off(
        by=by, agreement_id=agreement_id, request_id=request_id, version=body.version, fields=merged(current, body),
        now=timezone.now(),
    )  # fmt: skip
    return _shown(row)


@writes(
    router, "POST", "/retainers/{int:agreement_id}/requests/{int:request_id}/state", RetainerRequestShape, scope=SETUP
)
def change_retainer_request_state(
    request: HttpRequest, agreement_id: Path[Id], request_id: Path[Id], body: RetainerRequestMove
) -> dict[str, Any]:
    """Mark a request as done or dropped, or reopen it."""
    moved = MOVES[body.to](by=asker(request), agreement_id=agreement_id, request_id=request_id, now=timezone.now())
    return _shown(moved)


def _shown(row: Any) -> dict[str, Any]:
    return RetainerRequestShape.of(row, **{name: getattr(row.item, name) for name in OF_ITEM})
