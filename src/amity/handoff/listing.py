"""REST operations to list hand-offs, read one, and list changes since its acceptance."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.handoff import page as handoff_page
from amity.handoff import queries
from amity.handoff.changes import queries as changes_since
from amity.handoff.read_backs import queries as read_backs
from amity.handoff.router import Kind, Mark, State, router
from amity.people.queries import person_of
from amity.shared.actor import Actor


class HandoffShape(Answered):
    """Work or an account that passes from one person to another."""

    id: Id
    version: int
    kind: Kind
    account_id: Id | None
    project_id: Id | None
    item_id: Id | None
    giver_id: Id | None
    taker_id: Id | None
    state: State
    number: int = Field(description="The latest version that was offered; 0 before the first offer.")
    sentence: str
    starts_on: date | None
    ends_on: date | None
    offered_at: datetime | None
    answered_at: datetime | None


class HandedShape(Answered):
    """An item of a hand-off. `unit` gives the type of `text` if it is not plain text: money:EUR, seconds or day."""

    key: str
    text: str
    unit: str
    mark: Mark
    who: str
    where: str
    on: str


class BlockShape(Answered):
    """Items under one heading. Amounts are left out if the caller can't see them."""

    key: str
    items: list[HandedShape]


class WholeHandoff(HandoffShape):
    """A hand-off with its content and the digest of the version shown. The digest is "" during preparation."""

    blocks: list[BlockShape]
    sha256: str


class HandoffsAsked(Asked):
    """Filters for the list of hand-offs."""

    project_id: Id | None = None
    account_id: Id | None = None
    taker_id: Id | None = None
    giver_id: Id | None = None
    state: State | None = None


class ChangeShape(Answered):
    """An item that has changed since acceptance. Send `digest` to acknowledge the change."""

    block: str
    key: str
    verdict: Literal["added", "changed", "gone"]
    digest: str
    then: HandedShape | None
    now: HandedShape | None
    acknowledged_by: str


class ChangesShape(Answered):
    """The changes since acceptance that the caller can see. Unacknowledged changes come first."""

    changes: list[ChangeShape]


@reads(router, "/handoffs", Page[HandoffShape])
def list_handoffs(request: HttpRequest, asked: Query[HandoffsAsked]) -> dict[str, Any]:
    """List the hand-offs the caller can see."""
    rows = queries.handoffs_seen_by(asker(request)).select_related(None)
    rows = narrowed(rows, asked, "project_id", "account_id", "taker_id", "giver_id", "state")
    return page(rows, asked, HandoffShape.of)


@reads(router, "/handoffs/{int:handoff_id}", WholeHandoff)
def read_handoff(request: HttpRequest, handoff_id: Path[Id]) -> dict[str, Any]:
    """Return one hand-off with its content."""
    by = asker(request)
    return _whole(by, queries.handoff_seen_by(by, handoff_id))


@reads(router, "/handoffs/{int:handoff_id}/changes", ChangesShape)
def list_handoff_changes(request: HttpRequest, handoff_id: Path[Id]) -> dict[str, Any]:
    """List the changes since a hand-off was accepted."""
    by = asker(request)
    right = person_of(by).money_right
    found = changes_since.changes(queries.handoff_seen_by(by, handoff_id))
    return {"changes": [_changed(one) for one in found if one.what.right <= right]}


def _whole(by: Actor, handoff: Any) -> dict[str, Any]:
    blocks, digest = handoff_page.blocks_for(handoff, read_backs.read(handoff).version, person_of(by))
    shown = [{"key": block.key, "items": [HandedShape.of(item) for item in block.items]} for block in blocks]
    return WholeHandoff.of(handoff, sha256=digest, blocks=shown)


def _changed(change: changes_since.Changed) -> dict[str, Any]:
    what = change.what
    return {
        "block": what.block, "key": what.key, "verdict": what.verdict, "digest": what.digest,
        "then": HandedShape.of(what.then) if what.then else None,
        "now": HandedShape.of(what.now) if what.now else None,
        "acknowledged_by": change.seen.by_label if change.seen else "",
    }  # fmt: skip
