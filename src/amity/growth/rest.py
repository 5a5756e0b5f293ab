"""REST operations for opportunities: the same commands, and the same refusals, as the pages."""

from datetime import date
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.growth import commands, hooks, policy, queries
from amity.growth.rules import Loss, NextStep, OpportunityFields
from amity.people.queries import person_of
from amity.shared.values import value_of

router = Router(tags=["Growth"])
SETUP: Final = "setup:write"
Open = Literal["spotted", "qualified", "proposed", "agreeing"]
Stage = Literal["spotted", "qualified", "proposed", "agreeing", "won", "lost"]


class OpportunityShape(Answered, value=OpportunityFields):
    """An opportunity. `value` is in minor units, and null without the right to see fees."""

    id: Id
    version: int
    stage: Stage
    currency: str
    chance: int
    reason: str
    because: str
    competitor: str
    brief_id: Id | None
    closed_on: date | None
    added_on: date


class OpportunitiesAsked(Asked):
    """Filters for the list of opportunities."""

    account_id: Id | None = None
    stage: Stage | None = None
    owner_id: Id | None = None


class NewOpportunity(Body, value=OpportunityFields):
    """Request body: the opportunity. `origin` names the record it comes from, as “scope.request:12”."""

    origin: Annotated[str, Field(max_length=80)] = ""


class OpportunityEdit(Body, value=OpportunityFields, edits=True):
    """Request body: the fields to change. Omitted fields stay unchanged."""

    version: Version


class OpportunityMove(Body):
    """Request body: the stage to move to."""

    version: Version
    stage: Open


class OpportunityStep(Body, value=NextStep):
    """Request body: the next step and its date."""

    version: Version


class OpportunityLoss(Body, value=Loss):
    """Request body: why it was lost."""

    version: Version


class OpportunityVersion(Body):
    """Request body: the version that was read."""

    version: Version


def shape(one: Any, *, fee: bool) -> dict[str, Any]:
    """Return an opportunity as JSON, without its value below the right to see fees."""
    one.chance = queries.probability_of(one)
    return OpportunityShape.of(one) | ({} if fee else {"value": None})


@reads(router, "/opportunities", Page[OpportunityShape])
def list_opportunities(request: HttpRequest, asked: Query[OpportunitiesAsked]) -> dict[str, Any]:
    """List the opportunities the caller can see."""
    by = asker(request)
    rows, fee = queries.opportunities_seen_by(by).select_related(None), policy.sees_fee(person_of(by))
    return page(narrowed(rows, asked, "account_id", "stage", "owner_id"), asked, lambda one: shape(one, fee=fee))


@reads(router, "/opportunities/{int:opportunity_id}", OpportunityShape)
def read_opportunity(request: HttpRequest, opportunity_id: Path[Id]) -> dict[str, Any]:
    """Return one opportunity."""
    return _answered(request, queries.opportunity_seen_by(asker(request), opportunity_id))


@writes(router, "POST", "/opportunities", OpportunityShape, scope=SETUP, status=201)
def record_opportunity(request: HttpRequest, body: NewOpportunity) -> dict[str, Any]:
    """Record an opportunity. Refused while growth of its account is closed."""
    fields, origin = body.as_value(OpportunityFields), hooks.ref_of(body.origin)
    made = commands.record_opportunity(by=asker(request), fields=fields, now=timezone.now(), origin=origin)
    return _answered(request, made)


@writes(router, "PATCH", "/opportunities/{int:opportunity_id}", OpportunityShape, scope=SETUP)
def edit_opportunity(request: HttpRequest, opportunity_id: Path[Id], body: OpportunityEdit) -> dict[str, Any]:
    """Change an open opportunity."""
    by = asker(request)
    wanted = merged(value_of(queries.opportunity_seen_by(by, opportunity_id), OpportunityFields), body)
    edited = commands.edit_opportunity(
        by=by, opportunity_id=opportunity_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return _answered(request, edited)


@writes(router, "POST", "/opportunities/{int:opportunity_id}/move", OpportunityShape, scope=SETUP)
def move_opportunity(request: HttpRequest, opportunity_id: Path[Id], body: OpportunityMove) -> dict[str, Any]:
    """Move an opportunity to another open stage."""
    moved = commands.move_opportunity(
        by=asker(request), opportunity_id=opportunity_id, version=body.version, stage=body.stage, now=timezone.now()
    )
    return _answered(request, moved)


@writes(router, "POST", "/opportunities/{int:opportunity_id}/step", OpportunityShape, scope=SETUP)
def plan_opportunity_step(request: HttpRequest, opportunity_id: Path[Id], body: OpportunityStep) -> dict[str, Any]:
    """Set the next step and its date."""
    planned = commands.plan_step(
        by=asker(request), opportunity_id=opportunity_id, version=body.version, step=body.as_value(NextStep),
        now=timezone.now(),
    )  # fmt: skip
    return _answered(request, planned)


@writes(router, "POST", "/opportunities/{int:opportunity_id}/win", OpportunityShape, scope=SETUP)
def win_opportunity(request: HttpRequest, opportunity_id: Path[Id], body: OpportunityVersion) -> dict[str, Any]:
    """Win an opportunity: its brief is created with everything known about it."""
    won = commands.win_opportunity(
        by=asker(request), opportunity_id=opportunity_id, version=body.version, now=timezone.now()
    )
    return _answered(request, won)


@writes(router, "POST", "/opportunities/{int:opportunity_id}/lose", OpportunityShape, scope=SETUP)
def lose_opportunity(request: HttpRequest, opportunity_id: Path[Id], body: OpportunityLoss) -> dict[str, Any]:
    """Close an opportunity as lost, with the reason."""
    lost = commands.lose_opportunity(
        by=asker(request), opportunity_id=opportunity_id, version=body.version, loss=body.as_value(Loss),
        now=timezone.now(),
    )  # fmt: skip
    return _answered(request, lost)


@writes(router, "POST", "/opportunities/{int:opportunity_id}/reopen", OpportunityShape, scope=SETUP)
def reopen_opportunity(request: HttpRequest, opportunity_id: Path[Id], body: OpportunityVersion) -> dict[str, Any]:
    """Open a lost opportunity again."""
    reopened = commands.reopen_opportunity(
        by=asker(request), opportunity_id=opportunity_id, version=body.version, now=timezone.now()
    )
    return _answered(request, reopened)


def _answered(request: HttpRequest, one: Any) -> dict[str, Any]:
    return shape(one, fee=policy.sees_fee(person_of(asker(request))))
