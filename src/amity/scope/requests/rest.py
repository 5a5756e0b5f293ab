"""REST operations for the requests of clients."""

from datetime import date, datetime
from typing import Any, Final, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.scope.requests import commands, queries
from amity.scope.requests.fields import ClosingFields, RequestFields
from amity.scope.router import SETUP, router
from amity.shared.errors import Invalid

Decision = Literal["new", "assessed", "included", "at_no_charge", "extra", "new_work", "declined", "parked"]
Outcome = Literal["", "done", "planned", "quoted", "declined", "not_needed"]
Channel = Literal["phone", "email", "meeting", "chat", "portal", "other"]
OF_ITEM: Final = ("line_id", "planned_seconds")


class RequestShape(Answered, value=RequestFields, without=("through", "asked_on")):
    """A client's request, in their words. It is open until `closed_at`. Within a retainer it has a work item."""

    id: Id
    version: int
    account_id: Id | None
    agreement_id: Id | None
    number: int | None
    through: Channel
    asked_on: date
    state: Decision
    item_id: Id | None
    brief_id: Id | None
    order_id: Id | None
    parked_until: date | None
    decided_at: datetime | None
    outcome: Outcome
    closed_because: str
    closed_at: datetime | None
    added_at: datetime


class RequestsAsked(Asked):
    """Filters for the list of requests."""

    account_id: Id | None = None
    project_id: Id | None = None
    agreement_id: Id | None = None
    contact_id: Id | None = None
    state: Decision | None = None
    open: bool | None = None


class NewRequest(Body, value=RequestFields):
    """Request body: the request to log, of an account.

    With `agreement_id` instead of `account_id` it is included within that retainer or prepaid block, as a work item of
    the project, by default the oldest one under it.
    """

    account_id: Id | None = None
    agreement_id: Id | None = None


class RequestEdit(Body, value=RequestFields, edits=True):
    """Request body: the fields of a request to change. Omitted fields stay unchanged."""

    version: Version


class RequestClosing(Body, value=ClosingFields):
    """Request body: why the request is closed, and what became of it."""

    version: Version


class RequestVersion(Body):
    """Request body: the version last read."""

    version: Version


@reads(router, "/requests", Page[RequestShape])
def list_requests(request: HttpRequest, asked: Query[RequestsAsked]) -> dict[str, Any]:
    """List the requests of clients the caller can see."""
    rows = queries.requests_seen_by(asker(request)).select_related("item")
    names = ("account_id", "project_id", "agreement_id", "contact_id", "state")
    return page(narrowed(rows, asked, *names, open="closed_at__isnull"), asked, shown)


@reads(router, "/requests/{int:request_id}", RequestShape)
def read_request(request: HttpRequest, request_id: Path[Id]) -> dict[str, Any]:
    """Return one request of a client."""
    return shown(queries.request_seen_by(asker(request), request_id))


@writes(router, "POST", "/requests", RequestShape, scope=SETUP, status=201)
def log_request(request: HttpRequest, body: NewRequest) -> dict[str, Any]:
    """Log a client's request, or one that is included within a retainer."""
    by, fields, now = asker(request), body.as_value(RequestFields), timezone.now()
    if body.agreement_id is not None:
        agreement_id = body.agreement_id
        return shown(commands.log_included_request(by=by, agreement_id=agreement_id, fields=fields, now=now))
    if body.account_id is None:
        raise Invalid(_("Enter an account or an agreement."), "account_id")
    return shown(commands.log_request(by=by, account_id=body.account_id, fields=fields, now=now))


@writes(router, "PATCH", "/requests/{int:request_id}", RequestShape, scope=SETUP)
def edit_request(request: HttpRequest, request_id: Path[Id], body: RequestEdit) -> dict[str, Any]:
    """Change an open request and, within a retainer, its work item."""
    by = asker(request)
    wanted = merged(commands.fields_of(queries.request_seen_by(by, request_id)), body)
    edited = commands.edit_request(
        by=by, request_id=request_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return shown(edited)


@writes(router, "POST", "/requests/{int:request_id}/close", RequestShape, scope=SETUP)
def close_request(request: HttpRequest, request_id: Path[Id], body: RequestClosing) -> dict[str, Any]:
    """Close an open request with a reason. Within a retainer its work item is finished."""
    closed = commands.close_request(
        by=asker(request), request_id=request_id, version=body.version, fields=body.as_value(ClosingFields),
        now=timezone.now(),
    )  # fmt: skip
    return shown(closed)


@writes(router, "POST", "/requests/{int:request_id}/reopen", RequestShape, scope=SETUP)
def reopen_request(request: HttpRequest, request_id: Path[Id], body: RequestVersion) -> dict[str, Any]:
    """Reopen a closed request, with its work item."""
    reopened = commands.reopen_request(
        by=asker(request), request_id=request_id, version=body.version, now=timezone.now()
    )
    return shown(reopened)


def shown(row: Any) -> dict[str, Any]:
    """Return a request as the API shows it. Its line and plan are those of its work item."""
    return RequestShape.of(row, **({name: getattr(row.item, name) for name in OF_ITEM} if row.item else {}))
