"""REST operations for people named in an agreement."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.agreements import policy, queries
from amity.agreements.named_people import commands
from amity.agreements.named_people.commands import Named
from amity.agreements.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version
from amity.people.queries import person_of
from amity.shared.actor import Actor

if TYPE_CHECKING:
    from amity.agreements.named_people.models import NamedPerson


class NamedPersonShape(Answered, value=Named):
    """A person named in an agreement. Their limit for approvals is null for callers without access to fees."""

    id: Id


class NewNamedPerson(Body, value=Named):
    """Request body: the person to name in an open agreement."""

    version: Version


@reads(router, "/agreements/{int:agreement_id}/people", list[NamedPersonShape])
def list_named_people(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """List the people named in an agreement."""
    by = asker(request)
    seen = queries.agreement_seen_by(by, agreement_id)
    return [_shaped(by, named) for named in seen.named_people.order_by("pk")]


@writes(router, "POST", "/agreements/{int:agreement_id}/people", NamedPersonShape, scope=SETUP, status=201)
def add_named_person(request: HttpRequest, agreement_id: Path[Id], body: NewNamedPerson) -> dict[str, Any]:
    """Add a named person to an open agreement. Returns 403 with the reason for one in review or signed."""
    by = asker(request)
    named = commands.name_person(
        by=by, agreement_id=agreement_id, version=body.version, named=body.as_value(Named),
        now=timezone.now(),
    )  # fmt: skip
    return _shaped(by, named)


def _shaped(by: Actor, named: "NamedPerson") -> dict[str, Any]:
    limit = named.approves_up_to if policy.sees_fee(person_of(by)) else None
    return NamedPersonShape.of(named, approves_up_to=limit)
