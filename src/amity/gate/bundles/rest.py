"""REST operations that make one email of several items, and that take it apart."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Id
from amity.gate import rules
from amity.gate.bundles import commands
from amity.gate.decisions.rest import Digest
from amity.gate.items.rest import Outgoing, Reason, shaped
from amity.gate.router import SETUP, router


class ReadItem(Body):
    """An item, with the digest that was read."""

    id: Id
    digest: Digest


class NewBundle(Body):
    """Request body: the items of the bundle in their order, for exactly the same recipients."""

    items: Annotated[list[ReadItem], Field(min_length=2, max_length=rules.BUNDLE_MOST)]


@writes(router, "POST", "/outgoing/bundles", Outgoing, scope=SETUP, status=201)
def create_bundle(request: HttpRequest, body: NewBundle) -> dict[str, Any]:
    """Make one email of several items."""
    read = [(one.id, one.digest) for one in body.items]
    return shaped(request, commands.bundle(by=asker(request), read=read, now=timezone.now()).pk)


@writes(router, "POST", "/outgoing/{int:item_id}/take-apart", list[Outgoing], scope=SETUP)
def end_bundle(request: HttpRequest, item_id: Path[Id], body: Reason) -> list[dict[str, Any]]:
    """Take a bundle apart, and return its items, which wait for their own decisions."""
    items = commands.take_apart(by=asker(request), item_id=item_id, words=body.words, now=timezone.now())
    return [shaped(request, one.pk) for one in items]
