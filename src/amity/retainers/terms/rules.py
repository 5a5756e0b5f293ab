"""Agreed terms of a retainer or block: terms from a period on, top-ups, and decisions on overage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal

from amity.retainers.ledger.rules import Rollover
from amity.shared.money import Rate
from amity.shared.values import LARGEST_SAFE, Minor, OneOf, Whole

Kind = Literal["hours", "value", "units", "access"]
Counted = Literal["all", "billable", "approved"]
Over = Literal["billed", "given"]

KINDS: Final[tuple[Kind, ...]] = ("hours", "value", "units", "access")
ROLLOVERS: Final[tuple[Rollover, ...]] = ("none", "surplus", "deficit", "both")
COUNTED: Final[tuple[Counted, ...]] = ("all", "billable", "approved")
OVERS: Final[tuple[Over, ...]] = ("billed", "given")
LENGTHS: Final = (1, 3)
"""A period is a calendar month or three of them."""


@dataclass(frozen=True, slots=True)
class PeriodTerms:
    """Terms of a retainer from a period on. `included` is for a whole period, in seconds, minor units or units of work.

    `fee` is for a month, in minor units. Overage: the first `tier_above` units at `rate`, those above at `rate_above`
    (all at `rate` if there is no second step). A rate is the price of an hour or of a unit in major units. Overage in
    value is billed at that value. `over` is the default where no decision was made.
    """

    valid_from: date
    kind: Annotated[Kind, OneOf(KINDS)] = "hours"
    included: Annotated[int | None, Whole(most=LARGEST_SAFE)] = None
    rollover: Annotated[Rollover, OneOf(ROLLOVERS)] = "none"
    cap: Annotated[int | None, Whole(0, 100_000)] = None
    expiry: Annotated[int | None, Whole(0, 120)] = 1
    counted: Annotated[Counted, OneOf(COUNTED)] = "all"
    fee: Annotated[int | None, Minor()] = None
    rate: Rate | None = None
    tier_above: Annotated[int | None, Whole(most=LARGEST_SAFE)] = None
    rate_above: Rate | None = None
    over: Annotated[Over, OneOf(OVERS)] = "billed"
    period_months: Annotated[int, OneOf(LENGTHS)] = 1

    @property
    def has_price(self) -> bool:
        """Return whether overage has a price: value has its own, other overage needs a rate."""
        return self.kind == "value" or self.rate is not None

    @property
    def usual_over(self) -> Over:
        """Return the default where no decision was made: overage without a price is always written off."""
        return self.over if self.has_price else "given"


@dataclass(frozen=True, slots=True)
class TopUp:
    """A top-up in addition to what is included: `amount` for `price` minor units, used until `expires_on`, or no
    expiry.

    It begins with the period of `valid_from` and can be used up to the end of the period of `expires_on`.
    """

    id: int
    amount: int
    price: int
    valid_from: date
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Retainer data of an agreement besides its own columns: later terms, top-ups, units by month, and by the first day
    of a period how much overage was written off (the rest is billed).
    """

    terms: tuple[PeriodTerms, ...] = ()
    top_ups: tuple[TopUp, ...] = ()
    units: Mapping[int, int] = field(default_factory=dict)
    given: Mapping[date, int] = field(default_factory=dict)


NO_FACTS: Final = Facts()


@dataclass(frozen=True, slots=True)
class Agreed:
    """A retainer as the ledger's input: its dates, the terms of its agreement, and those agreed on later.

    `first` applies until the first period with terms in `later`, which are in the order they were agreed.
    """

    currency: str
    starts_on: date
    ends_on: date | None
    first: PeriodTerms
    later: tuple[PeriodTerms, ...] = ()
    top_ups: tuple[TopUp, ...] = ()

    @property
    def period_months(self) -> int:
        """The number of calendar months in a period, from the terms of the first period."""
        return in_force(self, self.starts_on).period_months


def in_force(agreed: Agreed, on: date) -> PeriodTerms:
    """Return the terms of the period that begins on a date: the newest valid by then, of two the one agreed later."""
    newest = agreed.first
    for one in agreed.later:
        if one.valid_from <= on and (newest is agreed.first or one.valid_from >= newest.valid_from):
            newest = one
    return newest


def faults(terms: PeriodTerms) -> list[tuple[str, str]]:
    """Return faults of terms beyond the limits of single fields, as pairs of field and code."""
    found = []
    for name in ("rate", "rate_above"):
        rate = getattr(terms, name)
        if rate is not None and rate.per_hour < 0:
            found.append((name, "negative"))
    if terms.kind != "access" and terms.included is None:
        found.append(("included", "needed"))
    if terms.rate_above is not None and (terms.rate is None or terms.tier_above is None):
        found.append(("rate_above", "needs_rate"))
    return found
