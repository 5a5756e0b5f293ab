"""People an agreement names, for machines."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import queries
from amity.agreements.named_people import commands
from amity.agreements.named_people.commands import Named
from amity.agreements.router import SETUP, router
from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Id, Said, Version

Side = Literal["client", "agency"]


class NamedShape(Answered):
    """Somebody an agreement names; `is_key`: replaced only with the word of the other side."""

    id: Id
    side: Side
    role: str
    name: str
    reach: str
    is_key: bool
    rule: str


class NewNamed(Said):
    """Somebody to name in an open agreement."""

    version: Version
    side: Side
    role: Annotated[str, Field(min_length=1, max_length=120)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    reach: Annotated[str, Field(max_length=200)] = ""
    is_key: bool = False
    rule: Annotated[str, Field(max_length=4000)] = ""


@reads(router, "/agreements/{int:agreement_id}/people", list[NamedShape])
def list_named(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """The people an agreement names."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return [_told(one) for one in seen.named_people.order_by("pk")]


@writes(router, "POST", "/agreements/{int:agreement_id}/people", NamedShape, scope=SETUP, status=201)
def name_person(request: HttpRequest, agreement_id: Path[Id], said: NewNamed) -> dict[str, Any]:
    """Name somebody. What is signed, or in review, is refused with the reason."""
    values = said.model_dump()
    version = values.pop("version")
    named = commands.name_person(
        by=asker(request), agreement_id=agreement_id, version=version, named=Named(**values), now=timezone.now()
    )
    return _told(named)


def _told(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in NamedShape.model_fields}
