"""The health of the accounts an actor sees whole, and what moved in a week."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from django.db.models import TextField
from django.db.models.functions import Cast
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
from amity.shared.rows.prepared import one_of

WEEK: Final = timedelta(days=7)
MOST_MOVERS: Final = 6
AS_TEXT: Final = Cast("evidence", TextField())
"""Evidence as JSON: it is read for the few accounts whose movement or next step is named."""
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


@dataclass(frozen=True)
class HealthPortfolio:
    """The accounts with their health, the movers of the week, some without a number, and how many are in each band.

    `evidence` is that of each account's newest health, as JSON.
    """

    rows: Sequence[AccountRow]
    evidence: Mapping[int, str]
    since: date

    @cached_property
    def movers(self) -> Sequence[Mover]:
        """Return the accounts whose health changed most in a week."""
        return _movers(self)

    @cached_property
    def unknown(self) -> Sequence[Unknown]:
        """Return some accounts without a number."""
        numbers = numbers_in_force()
        some = sorted((row for row in self.rows if row.score is None), key=lambda row: row.name)[:MOST_UNKNOWN]
        return [
            Unknown(row.account_id, row.name, _cheapest(json.loads(self.evidence[row.account_id]), numbers))
            for row in some
        ]

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
    found = AccountHealth.objects.visible_to(person_of(by))
    columns = ("account_id", "account__name", "score", "band", "confidence", "trend", "at")
    rows, evidence = list[AccountRow](), dict[int, str]()
    for *row, read in found.order_by().values_list(*columns, AS_TEXT):
        rows.append(AccountRow(*row))
        evidence[row[0]] = read
    rows.sort(key=lambda row: (row.score is None, row.score or 0, row.name))
    return HealthPortfolio(rows, evidence, timezone.localdate() - WEEK)


def _movers(seen: HealthPortfolio) -> list[Mover]:
    """Return the accounts whose score changed most, with why. Of the others, no evidence is read."""
    rows = HealthDay.objects.filter(one_of("account_id", seen.evidence), day=seen.since).exclude(score=None)
    before = {account: old for account, *old in rows.values_list("account_id", "score", AS_TEXT)}
    changed = [
        (row, *before[row.account_id])
        for row in seen.rows
        if row.score is not None and row.account_id in before and row.score != before[row.account_id][0]
    ]
    changed.sort(key=lambda one: (-abs((one[0].score or 0) - one[1]), one[0].name))
    return [_mover(row, score, seen.evidence[row.account_id], read) for row, score, read in changed[:MOST_MOVERS]]


def _mover(row: AccountRow, before: int, now_read: str, old_read: str) -> Mover:
    old, new = json.loads(old_read), json.loads(now_read)
    caps = tuple(set(caps_in(new)) ^ set(caps_in(old)))
    return Mover(row.account_id, row.name, before, row.score or 0, row.band, _because(old, new), caps)


def _because(before: Evidence, after: Evidence) -> tuple[str, ...]:
    """Return the inputs whose score changed, the largest change first, of those that everyone may read."""
    old, new = _lasts(before), _lasts(after)
    changed = {key: abs((new.get(key) or 0) - (old.get(key) or 0)) for key in INPUTS if old.get(key) != new.get(key)}
    return tuple(sorted((key for key in changed if key in OPEN_INPUTS), key=lambda key: -changed[key]))[:2]


def _lasts(evidence: Evidence) -> Mapping[str, int | None]:
    return {key: row["last"] for key, row in evidence.get("readings", {}).items()}


def _cheapest(evidence: Evidence, numbers: Numbers) -> str:
    return cheapest_input(health_of(readings_in(evidence), caps_in(evidence), numbers))
