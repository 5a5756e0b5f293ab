"""REST operations for items: list, read, write, submit, revise and withdraw them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query
from pydantic import AfterValidator, Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.gate import queries, rules
from amity.gate.checks.letters import findings_of
from amity.gate.checks.registry import Finding
from amity.gate.items import commands
from amity.gate.items.fields import ItemFields
from amity.gate.items.sender import ask_server
from amity.gate.router import SETUP, router
from amity.shared.actor import Actor

if TYPE_CHECKING:
    from amity.gate.models import Item

State = Literal[rules.STATES]  # type: ignore[valid-type]  # the states are named once
Ids = Annotated[list[Id], Field(max_length=rules.PEOPLE_MOST)]
Words = Annotated[str, Field(max_length=rules.WORDS_MOST)]
Replies = Annotated[
    dict[Annotated[str, Field(max_length=120)], Words],
    Field(max_length=40, description="By the key of a finding: checked, wording, not_promise, or typed words."),
]


def _with_zone(moment: datetime) -> datetime:
    if timezone.is_naive(moment):
        raise ValueError(_("Add the time zone, for example 2026-11-26T09:00:00Z."))
    return moment


Moment = Annotated[
    datetime,
    Field(strict=False, ge=datetime(1990, 1, 1, tzinfo=UTC), description="With a time zone."),
    AfterValidator(_with_zone),
]


class RecipientShape(Answered):
    """A recipient: `name` and `address` as they were when the item was submitted, blank in a draft."""

    id: Id
    contact_id: Id
    way: Literal["to", "cc"]
    name: str
    address: str


class FindingShape(Answered):
    """What a check found: `words` of ours, and the client's `quote`."""

    key: str
    level: Literal["block", "warn"]
    title: str
    text: str
    words: str
    quote: str
    is_answered: bool


class OutgoingRow(Answered):
    """An item of the list."""

    id: Id
    version: int
    account_id: Id
    author_id: Id
    kind: str
    state: str
    lane: str
    subject: str
    digest: str
    clear_by: datetime | None
    goes_at: datetime | None
    sent_at: datetime | None
    is_concealed: bool = Field(description="Its text names a price, which the caller may not read. It is left blank.")


class Outgoing(OutgoingRow):
    """An item with its text, recipients, and what the checks find now."""

    body: str
    asks_approval: bool
    asks_question: bool
    closing: str
    sender: str = Field(
        description="Address of the author’s own mailbox that it is sent from, or blank for the agency’s server."
    )
    send_at: datetime | None
    lane_because: str
    revision: int
    recipients: list[RecipientShape]
    files: list[str]
    findings: list[FindingShape]


class OutgoingAsked(Asked):
    """Filters for the list of items."""

    account_id: Id | None = None
    state: State | None = None
    waiting: Literal["me"] | None = Field(default=None, description="`me`: only what waits for the caller to clear it.")


class NewOutgoing(Body, value=ItemFields, without=("to_ids", "cc_ids", "send_at")):
    """Request body: an email to contacts of an account. It is a draft until it is submitted."""

    account_id: Id
    to_ids: Ids = []
    cc_ids: Ids = []
    send_at: Moment | None = None


class OutgoingEdit(Body, value=ItemFields, without=("to_ids", "cc_ids", "send_at")):
    """Request body: the whole content of a draft, in place of the earlier one."""

    version: Version
    to_ids: Ids = []
    cc_ids: Ids = []
    send_at: Moment | None = None


class Submission(Body):
    """Request body: the version last read, and answers to what the checks found."""

    version: Version
    answers: Replies = {}


class Reason(Body):
    """Request body: an optional reason."""

    words: Words = ""


@reads(router, "/outgoing", Page[OutgoingRow])
def list_outgoing(request: HttpRequest, asked: Query[OutgoingAsked]) -> dict[str, Any]:
    """List what goes out to clients, as far as the caller can see it."""
    by = asker(request)
    rows = queries.items_known_to(by)
    if asked.waiting == "me":
        rows = rows.filter(pk__in=queries.waiting_for(by, timezone.now()).order_by().values("pk"))
    return page(narrowed(rows, asked, "account_id", "state"), asked, _row)


@reads(router, "/outgoing/{int:item_id}", Outgoing)
def read_outgoing(request: HttpRequest, item_id: Path[Id]) -> dict[str, Any]:
    """Return one item with its text and the findings of the checks."""
    by = asker(request)
    item = queries.item_known_to(by, item_id)
    if not item.is_concealed:
        return _shape(by, item)
    return Outgoing.of(item, subject="", body="", closing="", recipients=[], files=[], findings=[])


@writes(router, "POST", "/outgoing", Outgoing, scope=SETUP, status=201)
def write_outgoing(request: HttpRequest, body: NewOutgoing) -> dict[str, Any]:
    """Write a draft of an email to contacts of an account."""
    by, fields = asker(request), _fields(body)
    made = commands.write_item(by=by, account_id=body.account_id, fields=fields, now=timezone.now())
    return shaped(request, made.pk)


@writes(router, "PATCH", "/outgoing/{int:item_id}", Outgoing, scope=SETUP)
def edit_outgoing(request: HttpRequest, item_id: Path[Id], body: OutgoingEdit) -> dict[str, Any]:
    """Change a draft, or what was returned to the caller."""
    by, fields = asker(request), _fields(body)
    commands.edit_item(by=by, item_id=item_id, version=body.version, fields=fields, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/submit", Outgoing, scope=SETUP)
def submit_outgoing(request: HttpRequest, item_id: Path[Id], body: Submission) -> dict[str, Any]:
    """Submit a draft to its lane."""
    by = asker(request)
    ask_server(by.person_id or 0)
    commands.submit(by=by, item_id=item_id, version=body.version, answers=body.answers, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/revise", Outgoing, scope=SETUP)
def revise_outgoing(request: HttpRequest, item_id: Path[Id], body: Reason) -> dict[str, Any]:
    """Take an item back to change it."""
    commands.revise(by=asker(request), item_id=item_id, words=body.words, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/withdraw", Outgoing, scope=SETUP)
def withdraw_outgoing(request: HttpRequest, item_id: Path[Id], body: Reason) -> dict[str, Any]:
    """Withdraw an item that has not left."""
    commands.withdraw(by=asker(request), item_id=item_id, words=body.words, now=timezone.now())
    return shaped(request, item_id)


def shaped(request: HttpRequest, item_id: int) -> dict[str, Any]:
    """Return an item as the caller sees it now."""
    by = asker(request)
    return _shape(by, queries.item_seen_by(by, item_id))


def _shape(by: Actor, item: "Item") -> dict[str, Any]:
    findings = findings_of(item).seen_by(by)
    return Outgoing.of(
        item,
        recipients=[RecipientShape.of(one) for one in item.recipients.all()],
        files=[one.file.name for one in item.files.all()],
        findings=[_finding(one, is_answered=findings.is_answered(one)) for one in findings.found],
    )


def _row(item: "Item") -> dict[str, Any]:
    return OutgoingRow.of(item, subject="" if item.is_concealed else item.subject)


def _finding(one: Finding, *, is_answered: bool) -> dict[str, Any]:
    return FindingShape.of(one, title=str(one.title), text=str(one.text), is_answered=is_answered)


def _fields(body: NewOutgoing | OutgoingEdit) -> ItemFields:
    fields = body.as_value(ItemFields)
    return replace(fields, to_ids=tuple(body.to_ids), cc_ids=tuple(body.cc_ids))
