"""The board: open opportunities by stage, with their sums in the agency's currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from amity.accounts.of_person import of_handled_accounts
from amity.agency import rules as agency_rules
from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.growth import queries, rules
from amity.growth.models import Opportunity
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money, round_half_even

SHOWN: Final = 8
"""Cards of a stage on the board. The list has all of them."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums in the agency's currency. `unknown` have no value, `unconverted` are currencies without a rate."""

    count: int = 0
    value: int = 0
    weighted: int = 0
    unknown: int = 0
    unconverted: frozenset[str] = frozenset()

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.count + other.count, self.value + other.value, self.weighted + other.weighted,
            self.unknown + other.unknown, self.unconverted | other.unconverted,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage of the board: its number as a key, its sums, and its first opportunities."""

    stage: str
    key: int
    sums: Sums
    rows: Sequence[Opportunity] = field(default=())

    @property
    def more(self) -> int:
        """Return how many opportunities the board doesn't draw."""
        return self.sums.count - len(self.rows)


def mine(by: Actor) -> Q:
    """Return the condition of the person's own: those they own, and those of the accounts they handle."""
    return Q(owner=by.person_id) | of_handled_accounts(person_of(by))


def open_rows(by: Actor, *, own: bool) -> "QuerySet[Opportunity]":
    """Return the open opportunities the actor can see, or only their own."""
    rows = queries.opportunities_seen_by(by).filter(stage__in=rules.OPEN)
    return rows.filter(mine(by)) if own else rows


def lanes(by: Actor, today: date, *, own: bool) -> list[Lane]:
    """Return the stages, each with its sums and the opportunities whose next step comes first."""
    rows = open_rows(by, own=own)
    sums = sums_by_stage(rows, today)
    found = []
    for number, stage in enumerate(rules.OPEN, start=1):
        own_sums = sums.get(stage, Sums())
        listed = rows.filter(stage=stage).order_by(F("next_on").asc(nulls_first=True), "-value", "pk")[:SHOWN]
        found.append(Lane(stage, number, own_sums, list(listed) if own_sums.count else ()))
    return found


def sums_by_stage(rows: "QuerySet[Opportunity]", today: date) -> dict[str, Sums]:
    """Return the sums of each stage, in one query."""
    grouped = rows.order_by().values("stage", "currency").annotate(
        count=Count("pk"), known=Count("value"), total=Coalesce(Sum("value"), Value(0)),
        weight=Coalesce(Sum(F("value") * chance()), Value(0)),
    )  # fmt: skip
    found: dict[str, Sums] = {}
    rates = rates_on(today)
    for row in grouped:
        one = _sums(row, rates)
        found[row["stage"]] = found.get(row["stage"], Sums()) + one
    return found


def chance() -> Coalesce:
    """Return the expression of an opportunity's probability in percent: its own, or that of its open stage."""
    of_stage = Case(
        *(When(stage=stage, then=Value(percent)) for stage, percent in queries.defaults().items()),
        default=Value(0), output_field=IntegerField(),
    )  # fmt: skip
    return Coalesce(F("probability"), of_stage)


def rates_on(today: date) -> Mapping[str, Decimal]:
    """Return the exchange rates in force on a date, and 1 for the agency's own currency."""
    dated = {key: agency_rules.in_force(rates, today) for key, rates in exchange_rates().items()}
    return {key: rate for key, rate in dated.items() if rate is not None} | {agency().currency: Decimal(1)}


def converted(minor: int, currency: str, rates: Mapping[str, Decimal]) -> int | None:
    """Return minor units in the agency's currency, None without a rate."""
    own = agency().currency
    if currency == own:
        return minor
    return agency_rules.in_currency(minor, currency, own, rates[currency]) if currency in rates else None


def _sums(row: Mapping[str, Any], rates: Mapping[str, Decimal]) -> Sums:
    currency, known, count = row["currency"], row["known"], row["count"]
    unknown = count - known
    weight = round_half_even(Money(row["weight"], currency).major / 100, currency)
    value, weighted = converted(row["total"], currency, rates), converted(weight, currency, rates)
    if value is None or weighted is None:
        return Sums(count, unknown=unknown, unconverted=frozenset({currency}) if known else frozenset())
    return Sums(count, value, weighted, unknown)
