"""REST operations for people named in an agreement."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.agreements import queries
from amity.agreements.named_people import commands
from amity.agreements.named_people.commands import Named
from amity.agreements.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version


class NamedPersonShape(Answered, value=Named):
    """A person named in an agreement. Replacing a key person needs the other side's consent."""

    id: Id


class NewNamedPerson(Body, value=Named):
    """Request body: the person to name in an open agreement."""

    version: Version


@reads(router, "/agreements/{int:agreement_id}/people", list[NamedPersonShape])
def list_named_people(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """List the people named in an agreement."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return [NamedPersonShape.of(named) for named in seen.named_people.order_by("pk")]


@writes(router, "POST", "/agreements/{int:agreement_id}/people", NamedPersonShape, scope=SETUP, status=201)
def add_named_person(request: HttpRequest, agreement_id: Path[Id], body: NewNamedPerson) -> dict[str, Any]:
    """Add a named person to an open agreement. Returns 403 with the reason for one in review or signed."""
    named = commands.name_person(
        by=asker(request), agreement_id=agreement_id, version=body.version, named=body.as_value(Named),
        now=timezone.now(),
    )  # fmt: skip
    return NamedPersonShape.of(named)
