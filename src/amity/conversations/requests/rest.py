"""REST operations for the requests of clients."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.conversations.requests import commands, queries
from amity.conversations.requests.fields import ClosingFields
from amity.conversations.router import SETUP, router

State = Literal["open", "closed"]
Outcome = Literal["", "done", "planned", "quoted", "declined", "not_needed"]


class RequestShape(Answered):
    """A client's request, in their words. It is open until someone closes it with a reason."""

    id: Id
    version: int
    account_id: Id
    project_id: Id | None
    contact_id: Id | None
    words: str
    source: str
    asked_on: date
    state: State
    closed_because: str
    outcome: Outcome
    added_at: datetime
    closed_at: datetime | None


class RequestsAsked(Asked):
    """Filters for the list of requests."""

    account_id: Id | None = None
    project_id: Id | None = None
    contact_id: Id | None = None
    state: State | None = None


class RequestClosing(Body, value=ClosingFields):
    """Request body: why the request is closed."""

    version: Version


@reads(router, "/client-requests", Page[RequestShape])
def list_client_requests(request: HttpRequest, asked: Query[RequestsAsked]) -> dict[str, Any]:
    """List the requests of clients the caller can see."""
    rows = queries.requests_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "project_id", "contact_id", "state"), asked, RequestShape.of)


@reads(router, "/client-requests/{int:request_id}", RequestShape)
def read_client_request(request: HttpRequest, request_id: Path[Id]) -> dict[str, Any]:
    """Return one request of a client."""
    return RequestShape.of(queries.request_seen_by(asker(request), request_id))


@writes(router, "POST", "/client-requests/{int:request_id}/close", RequestShape, scope=SETUP)
def close_client_request(request: HttpRequest, request_id: Path[Id], body: RequestClosing) -> dict[str, Any]:
    """Close an open request with a reason."""
    closed = commands.close_request(
        by=asker(request), request_id=request_id, version=body.version, fields=body.as_value(ClosingFields),
        now=timezone.now(),
    )  # fmt: skip
    return RequestShape.of(closed)
