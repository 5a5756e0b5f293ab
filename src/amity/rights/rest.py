"""REST operations for third-party rights and the lines that use them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version
from amity.rights import commands, queries
from amity.rights.commands import RightFields

if TYPE_CHECKING:
    from amity.rights.models import Right

router = Router(tags=["Third-party rights"])
SETUP: Final = "setup:write"


class RightShape(Answered, value=RightFields):
    """A third-party right, and the lines that use it."""

    id: Id
    version: int
    account_id: Id
    last_use_on: date | None
    line_ids: list[Id]


class RightBody(Body, value=RightFields):
    """Fields of a third-party right. Without `until`, it has no expiry.

    `wanted` means that the right is still to be obtained: no line that uses it can be released before.
    """

    line_ids: Annotated[list[Id], Field(max_length=200)] = []


class NewRight(RightBody):
    """Request body: the right to record for an account."""

    account_id: Id


class ChangedRight(RightBody):
    """Request body: all fields of a right, for example after an extension. Omitted fields are reset."""

    version: Version


class RightRelease(Body):
    """Request body: the last date on which work uses the right."""

    version: Version
    last_use_on: Day


@reads(router, "/rights", Page[RightShape])
def list_rights(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the third-party rights the caller can see. The list is empty while the module is off."""
    rows = queries.rights_seen_by(asker(request)).prefetch_related("uses")
    return page(rows, asked, _right)


@writes(router, "POST", "/rights", RightShape, scope=SETUP, status=201)
def add_right(request: HttpRequest, body: NewRight) -> dict[str, Any]:
    """Record a third-party right. Returns 403 while the module is off."""
    right = commands.register_right(
        by=asker(request), account_id=body.account_id, fields=body.as_value(RightFields), line_ids=body.line_ids,
        now=timezone.now(),
    )  # fmt: skip
    return _right(right)


@writes(router, "POST", "/rights/{int:right_id}", RightShape, scope=SETUP)
def edit_right(request: HttpRequest, right_id: Path[Id], body: ChangedRight) -> dict[str, Any]:
    """Replace the fields of a right, and the lines that use it."""
    right = commands.change_right(
        by=asker(request), right_id=right_id, version=body.version, fields=body.as_value(RightFields),
        line_ids=body.line_ids, now=timezone.now(),
    )  # fmt: skip
    return _right(right)


@writes(router, "POST", "/rights/{int:right_id}/release", RightShape, scope=SETUP, beside={"on": "last_use_on"})
def release_right(request: HttpRequest, right_id: Path[Id], body: RightRelease) -> dict[str, Any]:
    """Set the last date of use of a right. Its warnings stop, and later releases that use it are blocked."""
    gone = commands.let_right_go(
        by=asker(request), right_id=right_id, version=body.version, on=body.last_use_on, now=timezone.now()
    )  # fmt: skip
    return _right(gone)


def _right(right: "Right") -> dict[str, Any]:
    return RightShape.of(right, last_use_on=right.let_go_on, line_ids=sorted(use.line_id for use in right.uses.all()))
