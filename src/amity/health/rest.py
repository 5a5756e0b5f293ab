"""REST operations for health: of one account, of all, day by day, its numbers, and where it was wrong."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page, Version
from amity.health import policy
from amity.health.account.queries import SeenHealth, seen_health
from amity.health.review import commands as review
from amity.health.review.fields import SurpriseFields
from amity.health.review.queries import surprises_seen_by
from amity.health.router import SETUP, router
from amity.health.rules import INPUTS, Numbers
from amity.health.snapshots.queries import days_seen_by, newest_seen_by
from amity.health.weights import commands as weights
from amity.health.weights.queries import from_row, numbers_row
from amity.people.queries import person_of

Band = Literal["well", "watch", "unwell", "unknown"]


class HealthInputShape(Answered):
    """An input. `score` is null if it is left out, or if the caller can't see every input of the account."""

    key: str
    weight: int
    score: int | None
    is_known: bool
    is_shown: bool


class HealthShape(Answered):
    """The health of an account, calculated now. `score` is null if too little is known. `caps` are codes."""

    account_id: Id
    score: int | None
    band: Band
    confidence: int
    inputs: list[HealthInputShape]
    caps: list[str]
    cheapest_input: str
    growth_is_closed: bool


class NewestHealthShape(Answered):
    """The newest stored health of an account. `trend` has the scores of the last 90 days, a week apart."""

    id: Id
    account_id: Id
    score: int | None
    band: Band
    confidence: int
    trend: list[int | None]
    at: datetime


class HealthDayShape(Answered):
    """The health of an account on a day."""

    id: Id
    account_id: Id
    day: date
    score: int | None
    band: Band
    confidence: int
    at: datetime


class HealthAsked(Asked):
    """Filters for the newest health of accounts."""

    account_id: Id | None = None
    band: Band | None = None


class HealthDaysAsked(HealthAsked):
    """Filters for the days."""

    day: Day | None = None


class BreakPointShape(Answered):
    """A break point: the score of a measure."""

    measure: int
    score: int


class HealthNumbersShape(Answered):
    """Weights that add up to 100, age limits in days, and break points with rising measures, by input."""

    version: int
    weights: dict[str, int]
    ages: dict[str, int]
    points: dict[str, list[BreakPointShape]]


class BreakPoint(Body):
    """A break point: the score of a measure."""

    measure: int
    score: int


class HealthNumbersEdit(Body):
    """Request body: the numbers to set. An input left out keeps its number."""

    version: int
    weights: dict[str, int] = {}
    ages: dict[str, int] = {}
    points: dict[str, list[BreakPoint]] = {}


class MisjudgedShape(Answered):
    """A false green or a false red. `missing` is what the page could have shown."""

    id: Id
    account_id: Id
    version: int
    kind: Literal["green", "red"]
    cause: Literal["lost", "conflict", "renewed"]
    on: date
    shown_on: date
    shown_score: int | None
    missing: str


class SurprisesAsked(Asked):
    """Filters for the list of surprises."""

    account_id: Id | None = None
    kind: Literal["green", "red"] | None = None
    answered: bool | None = None


class SurpriseAnswer(Body, value=SurpriseFields):
    """Request body: what the page could have shown."""

    version: Version


@reads(router, "/accounts/{int:account_id}/health", HealthShape)
def read_account_health(request: HttpRequest, account_id: Path[Id]) -> dict[str, Any]:
    """Return the health of an account with its inputs and caps, calculated now."""
    return _shown(seen_health(asker(request), account_id))


@reads(router, "/health", Page[NewestHealthShape])
def list_health(request: HttpRequest, asked: Query[HealthAsked]) -> dict[str, Any]:
    """List the newest stored health of the accounts to which the caller has full access."""
    rows = newest_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "band"), asked, NewestHealthShape.of)


@reads(router, "/health/days", Page[HealthDayShape])
def list_health_days(request: HttpRequest, asked: Query[HealthDaysAsked]) -> dict[str, Any]:
    """List the health of accounts by day."""
    rows = days_seen_by(asker(request))
    return page(narrowed(rows, asked, "account_id", "band", "day"), asked, HealthDayShape.of)


@reads(router, "/health/numbers", HealthNumbersShape)
def read_health_numbers(request: HttpRequest) -> dict[str, Any]:
    """Return the weights, age limits and break points in force."""
    policy.may_set_numbers(person_of(asker(request))).or_refuse()
    return _numbers(numbers_row())


@writes(router, "PATCH", "/health/numbers", HealthNumbersShape, scope=SETUP)
def set_health_numbers(request: HttpRequest, body: HealthNumbersEdit) -> dict[str, Any]:
    """Set weights, age limits and break points."""
    now = from_row(numbers_row())
    points = {key: tuple((one.measure, one.score) for one in own) for key, own in body.points.items() if key in INPUTS}
    numbers = Numbers(
        {**now.weights, **{key: body.weights[key] for key in INPUTS if key in body.weights}},
        {**now.ages, **{key: body.ages[key] for key in INPUTS if key in body.ages}},
        {**now.points, **points},
    )
    return _numbers(weights.set_numbers(by=asker(request), version=body.version, numbers=numbers, now=timezone.now()))


@reads(router, "/health/surprises", Page[MisjudgedShape])
def list_health_surprises(request: HttpRequest, asked: Query[SurprisesAsked]) -> dict[str, Any]:
    """List the false greens and false reds of the accounts to which the caller has full access."""
    rows = surprises_seen_by(asker(request))
    if asked.answered is not None:
        rows = rows.filter(answered_at__isnull=not asked.answered)
    return page(narrowed(rows, asked, "account_id", "kind"), asked, MisjudgedShape.of)


@writes(router, "PATCH", "/health/surprises/{int:surprise_id}", MisjudgedShape, scope=SETUP)
def answer_health_surprise(request: HttpRequest, surprise_id: Path[Id], body: SurpriseAnswer) -> dict[str, Any]:
    """Record what the page could have shown. Name no one."""
    row = review.answer_surprise(
        by=asker(request), surprise_id=surprise_id, version=body.version, fields=body.as_value(SurpriseFields),
        now=timezone.now(),
    )  # fmt: skip
    return MisjudgedShape.of(row)


def _numbers(row: Any) -> dict[str, Any]:
    numbers = from_row(row)
    points = {
        key: [{"measure": measure, "score": score} for measure, score in own] for key, own in numbers.points.items()
    }
    return {"version": row.version, "weights": numbers.weights, "ages": numbers.ages, "points": points}


def _shown(seen: SeenHealth) -> dict[str, Any]:
    inputs = [
        {
            "key": one.key, "weight": one.weight, "is_known": one.score is not None,
            "score": round(one.score) if one.score is not None and seen.shows_scores else None,
            "is_shown": one.key not in seen.hidden,
        }
        for one in seen.health.inputs
    ]  # fmt: skip
    return {
        "account_id": seen.account.pk, "score": seen.health.score, "band": seen.health.band,
        "confidence": seen.health.confidence, "inputs": inputs, "caps": list(seen.health.caps),
        "cheapest_input": seen.cheapest, "growth_is_closed": seen.growth_is_closed,
    }  # fmt: skip
