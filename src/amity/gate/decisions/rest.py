"""REST operations that decide about an item: clear it by the digest that was read, return, hold, pull back."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Id
from amity.gate import rules
from amity.gate.decisions import commands
from amity.gate.edits.commands import Wording
from amity.gate.items.fields import Ground
from amity.gate.items.rest import Outgoing, Reason, Replies, Words, shaped
from amity.gate.releases import commands as releases
from amity.gate.router import SETUP, router

Digest = Annotated[
    str, Field(pattern="^[0-9a-f]{64}$", description="The digest last read. Returns 409 if the item has another one.")
]


class NewWording(Body, value=Wording):
    """Subject and text as the clearer leaves them."""


class Clearance(Body):
    """Request body: the digest that was read, answers to what the checks found, and the wording if you change it."""

    digest: Digest
    answers: Replies = {}
    wording: NewWording | None = None


class Holding(Body):
    """Request body: the digest that was read, and an optional reason."""

    digest: Digest
    words: Words = ""


class Returning(Body):
    """Request body: the digest that was read, and one ground. Each id belongs to the ground of its name.

    `contact_id` is whom a belief is about. Leave it out for everyone at the client.
    """

    digest: Digest
    ground: Literal[(*rules.GROUNDS, rules.TASTE)]  # type: ignore[valid-type]
    words: Words = ""
    preference_id: Id | None = None
    standard_id: Id | None = None
    expectation_id: Id | None = None
    contact_id: Id | None = None


class Delivery(Body):
    """Request body: the recipient whose email wasn't delivered."""

    recipient_id: Id


@writes(router, "POST", "/outgoing/{int:item_id}/clear", Outgoing, scope=SETUP)
def clear_outgoing(request: HttpRequest, item_id: Path[Id], body: Clearance) -> dict[str, Any]:
    """Clear an item by the digest that was read."""
    by = asker(request)
    wording = body.wording.as_value(Wording) if body.wording else None
    commands.clear(
        by=by, item_id=item_id, digest=body.digest, answers=body.answers, now=timezone.now(), wording=wording
    )  # fmt: skip
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/return", Outgoing, scope=SETUP)
def return_outgoing(request: HttpRequest, item_id: Path[Id], body: Returning) -> dict[str, Any]:
    """Return an item to its author on one ground."""
    ground = Ground(
        body.ground, body.words, body.preference_id, body.standard_id, body.expectation_id, body.contact_id
    )  # fmt: skip
    commands.return_item(by=asker(request), item_id=item_id, digest=body.digest, ground=ground, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/hold", Outgoing, scope=SETUP)
def hold_outgoing(request: HttpRequest, item_id: Path[Id], body: Holding) -> dict[str, Any]:
    """Put an item on hold until someone decides."""
    commands.hold(by=asker(request), item_id=item_id, digest=body.digest, words=body.words, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/pull-back", Outgoing, scope=SETUP)
def pull_back_outgoing(request: HttpRequest, item_id: Path[Id], body: Reason) -> dict[str, Any]:
    """Pull back an item before it goes by itself."""
    commands.pull_back(by=asker(request), item_id=item_id, words=body.words, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/resend", Outgoing, scope=SETUP)
def resend_outgoing(request: HttpRequest, item_id: Path[Id], body: Delivery) -> dict[str, Any]:
    """Send an email again that was not delivered."""
    by = asker(request)
    releases.resend(by=by, item_id=item_id, recipient_id=body.recipient_id, now=timezone.now())
    return shaped(request, item_id)


@writes(router, "POST", "/outgoing/{int:item_id}/confirm", Outgoing, scope=SETUP)
def confirm_outgoing(request: HttpRequest, item_id: Path[Id], body: Delivery) -> dict[str, Any]:
    """Record that an email whose delivery was unknown has arrived."""
    by = asker(request)
    releases.confirm(by=by, item_id=item_id, recipient_id=body.recipient_id, now=timezone.now())
    return shaped(request, item_id)
