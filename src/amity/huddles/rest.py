"""REST operations for huddles, their points and follow-ups."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.huddles import commands, queries
from amity.huddles.agendas.agenda import agenda_of
from amity.huddles.follow_ups import rest as follow_up_rest
from amity.huddles.follow_ups.rest import FollowUpShape, follow_up_payload
from amity.huddles.router import SETUP, router
from amity.huddles.rules import PairFields, PointFields
from amity.huddles.surprises import rest as surprise_rest
from amity.people.queries import person_of
from amity.shared.actor import Actor

OPERATIONS = (follow_up_rest, surprise_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]


class HuddleShape(Answered):
    """The huddle of an account manager and a project manager in a week, by its Monday."""

    id: Id
    manager_id: Id
    partner_id: Id
    week: date
    started_at: datetime | None


class AgendaPoint(Answered):
    """A point of an agenda. `kind` and `item` name what it is about. Effects are from 1 to 5.

    `taker_id` and `due_on` are the proposal, `follow_up` is what someone took.
    """

    kind: str
    item: int
    title: str
    account_id: Id | None
    minutes: int
    client_effect: int
    agency_effect: int
    taker_id: Id | None
    due_on: date | None
    settled_at: datetime | None
    path: str
    follow_up: FollowUpShape | None


class HuddleAgenda(HuddleShape):
    """A huddle with its points. Until it starts they are what is open now, and `later` counts what can wait."""

    points: list[AgendaPoint]
    later: int
    left: list[FollowUpShape]


class NewHuddle(Body, value=PairFields):
    """Request body: the two people of the huddle."""


class NewPoint(Body, value=PointFields):
    """Request body: a point to add to the agenda."""


@reads(router, "/huddles", Page[HuddleShape])
def list_huddles(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the huddles the caller can see."""
    return page(queries.huddles_seen_by(asker(request)), asked, HuddleShape.of)


@reads(router, "/huddles/{int:huddle_id}", HuddleAgenda)
def read_huddle(request: HttpRequest, huddle_id: Path[Id]) -> dict[str, Any]:
    """Return one huddle with its agenda."""
    return _payload(asker(request), huddle_id)


@writes(router, "POST", "/huddles", HuddleAgenda, scope=SETUP, status=201)
def open_huddle(request: HttpRequest, body: NewHuddle) -> dict[str, Any]:
    """Open this week's huddle of two people, or return it where it is open."""
    by = asker(request)
    return _payload(by, commands.open_huddle(by=by, fields=body.as_value(PairFields), now=timezone.now()).pk)


@writes(router, "POST", "/huddles/{int:huddle_id}/start", HuddleAgenda, scope=SETUP)
def start_huddle(request: HttpRequest, huddle_id: Path[Id]) -> dict[str, Any]:
    """Start a huddle: its agenda is kept as it is now."""
    by = asker(request)
    commands.start_huddle(by=by, huddle_id=huddle_id, now=timezone.now())
    return _payload(by, huddle_id)


@writes(router, "POST", "/huddles/{int:huddle_id}/points", HuddleAgenda, scope=SETUP, status=201)
def add_huddle_point(request: HttpRequest, huddle_id: Path[Id], body: NewPoint) -> dict[str, Any]:
    """Add a point to an agenda by hand. The huddle starts with it."""
    by = asker(request)
    commands.add_point(by=by, huddle_id=huddle_id, fields=body.as_value(PointFields), now=timezone.now())
    return _payload(by, huddle_id)


@writes(router, "POST", "/huddles/{int:huddle_id}/points/{kind}/{int:item}/settle", HuddleAgenda, scope=SETUP)
def settle_huddle_point(request: HttpRequest, huddle_id: Path[Id], kind: Path[str], item: Path[Id]) -> dict[str, Any]:
    """Strike a point of an agenda."""
    by = asker(request)
    commands.settle_point(by=by, huddle_id=huddle_id, kind=kind, item=item, now=timezone.now())
    return _payload(by, huddle_id)


@writes(router, "POST", "/huddles/{int:huddle_id}/points/{kind}/{int:item}/reopen", HuddleAgenda, scope=SETUP)
def reopen_huddle_point(request: HttpRequest, huddle_id: Path[Id], kind: Path[str], item: Path[Id]) -> dict[str, Any]:
    """Put a settled or taken point back on the agenda."""
    by = asker(request)
    commands.reopen_point(by=by, huddle_id=huddle_id, kind=kind, item=item, now=timezone.now())
    return _payload(by, huddle_id)


def _payload(by: Actor, huddle_id: int) -> dict[str, Any]:
    huddle = queries.huddle_seen_by(by, huddle_id)
    accounts = queries.accounts_open_to(by, huddle)
    agenda = agenda_of(huddle, by, person_of(by).day_of(timezone.now()), accounts)
    left = queries.left_before(huddle, queries.previous_of(huddle), accounts)
    return {
        **_shown(huddle), "points": [_point(one) for one in agenda.points], "later": agenda.later,
        "left": [follow_up_payload(one) for one in left],
    }  # fmt: skip


def _shown(huddle: Any) -> dict[str, Any]:
    return dict(HuddleShape.of(huddle))


def _point(point: Any) -> dict[str, Any]:
    taken = getattr(point, "follow_up", None)
    return AgendaPoint.of(point, path=point.address, follow_up=follow_up_payload(taken) if taken else None)
