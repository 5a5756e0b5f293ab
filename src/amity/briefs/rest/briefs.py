"""Briefs themselves: opened, edited, moved, turned into work, and who plays which part."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, merged
from amity.briefs import commands, policy
from amity.briefs.queries.seen import brief_seen_by, briefs_seen_by
from amity.briefs.rest.door import SETUP, router
from amity.briefs.rest.telling import brief_told, whole
from amity.briefs.said import BriefSaid, said_of
from amity.briefs.shapes import (
    BriefConversion,
    BriefEdit,
    BriefMove,
    BriefsAsked,
    BriefShape,
    Item,
    ItemBasis,
    NewBrief,
    NewRole,
    WholeBriefShape,
)
from amity.people.queries import person_of


@reads(router, "/briefs", Page[BriefShape])
def list_briefs(request: HttpRequest, asked: Query[BriefsAsked]) -> dict[str, Any]:
    """The briefs the caller sees."""
    by = asker(request)
    fee = policy.sees_fee(person_of(by))
    rows = briefs_seen_by(by).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state"), asked, lambda one: brief_told(one, fee))


@reads(router, "/briefs/{int:brief_id}", WholeBriefShape)
def read_brief(request: HttpRequest, brief_id: Path[Id]) -> dict[str, Any]:
    """One brief with its lines, what they come to, and what is missing."""
    return whole(request, brief_id)


@writes(router, "POST", "/briefs", WholeBriefShape, scope=SETUP, status=201)
def open_brief(request: HttpRequest, said: NewBrief) -> dict[str, Any]:
    """Open a brief of an account."""
    wanted = BriefSaid(**said.model_dump(exclude={"account_id"}))
    opened = commands.open_brief(by=asker(request), account_id=said.account_id, said=wanted, now=timezone.now())
    return whole(request, opened.pk)


@writes(router, "PATCH", "/briefs/{int:brief_id}", WholeBriefShape, scope=SETUP)
def edit_brief(request: HttpRequest, brief_id: Path[Id], said: BriefEdit) -> dict[str, Any]:
    """Change what a draft says."""
    by = asker(request)
    wanted = merged(said_of(brief_seen_by(by, brief_id)), said)
    commands.edit_brief(by=by, brief_id=brief_id, version=said.version, said=wanted, now=timezone.now())
    return whole(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/moves", WholeBriefShape, scope=SETUP)
def move_brief(request: HttpRequest, brief_id: Path[Id], said: BriefMove) -> dict[str, Any]:
    """Move a brief along its states. 403 where the move is not legal, or something its size demands is missing."""
    evidence = commands.MoveSaid(**said.model_dump(exclude={"version", "state"}))
    commands.move_brief(
        by=asker(request), brief_id=brief_id, version=said.version, state=said.state, said=evidence, now=timezone.now()
    )
    return whole(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/conversion", WholeBriefShape, scope=SETUP)
def convert_brief(request: HttpRequest, brief_id: Path[Id], said: BriefConversion) -> dict[str, Any]:
    """Turn a confirmed brief into an agreement to be offered and a project, or a call-off.

    422 where the lines and the budget differ and `price` names neither.
    """
    commands.convert_brief(by=asker(request), brief_id=brief_id, now=timezone.now(), **said.model_dump())
    return whole(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/roles", WholeBriefShape, scope=SETUP, status=201)
def add_brief_role(request: HttpRequest, brief_id: Path[Id], said: NewRole) -> dict[str, Any]:
    """Say who plays a part in the work: a contact of the account, or one of us."""
    commands.add_role(by=asker(request), brief_id=brief_id, now=timezone.now(), **said.model_dump())
    return whole(request, brief_id)


@writes(router, "DELETE", "/briefs/{int:brief_id}/roles/{int:role_id}", WholeBriefShape, scope=SETUP)
def remove_brief_role(request: HttpRequest, brief_id: Path[Id], role_id: Path[Id]) -> dict[str, Any]:
    """Take a part back."""
    commands.remove_role(by=asker(request), brief_id=brief_id, role_id=role_id, now=timezone.now())
    return whole(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/filling", WholeBriefShape, scope=SETUP)
def fill_brief(request: HttpRequest, brief_id: Path[Id]) -> dict[str, Any]:
    """Fill the empty fields of a draft from its goal and the strategy in force."""
    commands.fill_from_account(by=asker(request), brief_id=brief_id, now=timezone.now())
    return whole(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/items/{item}/basis", WholeBriefShape, scope=SETUP)
def say_how_known(request: HttpRequest, brief_id: Path[Id], item: Path[Item], said: ItemBasis) -> dict[str, Any]:
    """Say that an item is known, and who said so, or only assumed. What it says stays."""
    basis = commands.Basis(**said.model_dump(exclude={"version"}))
    commands.say_how_known(
        by=asker(request), brief_id=brief_id, item=item, version=said.version, basis=basis, now=timezone.now()
    )
    return whole(request, brief_id)
