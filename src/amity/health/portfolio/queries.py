"""The health of the accounts an actor sees whole, and what moved in a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from amity.health.models import AccountHealth, HealthDay
from amity.health.rules import (
    APPROVAL,
    BANDS,
    CONTACTS,
    EXPECTATIONS,
    GOALS,
    INPUTS,
    Numbers,
    cheapest_input,
    health_of,
)
from amity.health.snapshots.evidence import Evidence, caps_in, readings_in
from amity.health.weights.queries import numbers_in_force
from amity.people.queries import person_of
from amity.shared.actor import Actor

WEEK: Final = timedelta(days=7)
MOST_MOVERS: Final = 6
MOST_UNKNOWN: Final = 12
"""Accounts without a number whose next step is named. The table has all of them."""
OPEN_INPUTS: Final = (EXPECTATIONS, CONTACTS, APPROVAL, GOALS)
"""Inputs that everyone with full access may read, so that a mover can name them."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The newest health of an account."""

    account_id: int
    name: str
    score: int | None
    band: str
    confidence: int
    trend: Sequence[int | None]
    at: datetime


@dataclass(frozen=True, slots=True)
class Mover:
    """An account whose health changed in a week. `because` are the inputs that everyone may read and that changed."""

    account_id: int
    name: str
    before: int
    after: int
    band: str
    because: tuple[str, ...]
    caps: tuple[str, ...]

    @property
    def change(self) -> int:
        """Return the change in points."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Unknown:
    """An account without a number. `cheapest` is the input to learn first."""

    account_id: int
    name: str
    cheapest: str


@dataclass(frozen=True, slots=True)
class HealthPortfolio:
    """The accounts with their health, the movers of the week, some without a number, and how many are in each band."""

    rows: Sequence[AccountRow]
    movers: Sequence[Mover]
    unknown: Sequence[Unknown]
    since: date

    @property
    def counts(self) -> dict[str, int]:
        """Return how many accounts are in each band."""
        return {band: sum(row.band == band for row in self.rows) for band in BANDS}

    @property
    def updated_at(self) -> datetime | None:
        """Return when the oldest of them was calculated."""
        return min((row.at for row in self.rows), default=None)


def health_portfolio(by: Actor) -> HealthPortfolio:
    """Return the health of every account to which the actor has full access, the lowest first."""
    numbers, since = numbers_in_force(), timezone.localdate() - WEEK
    found = AccountHealth.objects.visible_to(person_of(by)).order_by("score", "account__name", "pk")
    values = list(
        found.values_list(
            "account_id", "account__name", "score", "band", "confidence", "trend", "at", "evidence", named=True
        )
    )
    rows = [
        AccountRow(
            one.account_id, one.account__name, one.score, one.band, one.confidence, one.trend, one.at,
        )
        for one in values
    ]  # fmt: skip
    rows.sort(key=lambda row: (row.score is None, row.score or 0, row.name))
    return HealthPortfolio(rows, _movers(values, since), _unknown(values, numbers), since)


def _unknown(values: Sequence[Any], numbers: Numbers) -> list[Unknown]:
    some = sorted((one for one in values if one.score is None), key=lambda one: str(one.account__name))[:MOST_UNKNOWN]
    return [Unknown(one.account_id, one.account__name, _cheapest(one.evidence, numbers)) for one in some]


def _movers(values: Sequence[Any], since: date) -> list[Mover]:
    before = {
        row.account_id: row
        for row in HealthDay.objects.filter(account__in=[one.account_id for one in values], day=since)
    }
    found = [
        Mover(
            one.account_id, one.account__name, old.score, one.score, one.band,
            _because(old.evidence, one.evidence), tuple(set(caps_in(one.evidence)) ^ set(caps_in(old.evidence))),
        )
        for one in values
        if one.score is not None and (old := before.get(one.account_id)) and old.score not in (None, one.score)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-abs(one.change), one.name))[:MOST_MOVERS]


def _because(before: Evidence, after: Evidence) -> tuple[str, ...]:
    """Return the inputs whose score changed, the largest change first, of those that everyone may read."""
    old, new = _lasts(before), _lasts(after)
    changed = {key: abs((new.get(key) or 0) - (old.get(key) or 0)) for key in INPUTS if old.get(key) != new.get(key)}
    return tuple(sorted((key for key in changed if key in OPEN_INPUTS), key=lambda key: -changed[key]))[:2]


def _lasts(evidence: Evidence) -> Mapping[str, int | None]:
    return {key: row["last"] for key, row in evidence.get("readings", {}).items()}


def _cheapest(evidence: Evidence, numbers: Numbers) -> str:
    return cheapest_input(health_of(readings_in(evidence), caps_in(evidence), numbers))
