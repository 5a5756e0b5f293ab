"""Queries for what a budget buys: the totals of the lines, and the hours that fit an amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from amity.briefs.budget import rules as fitting
from amity.briefs.budget.rules import Extra, Fitted
from amity.briefs.estimate import rules as buying
from amity.briefs.estimate.queries import Estimate, PlannedLine, estimate_of
from amity.briefs.estimate.rules import Margin, Purchase
from amity.briefs.models import Brief

MOST_EXTRAS = 3
Typed = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Backwards:
    """The work that fits an amount, and the margin it leaves."""

    amount: int
    fitted: Fitted
    margin: Margin | None


@dataclass(frozen=True, slots=True)
class Buys:
    """The totals of the lines, further hours the rest of the budget would buy, and the hours that fit an amount."""

    estimate: Estimate
    extras: Sequence[Extra]
    backwards: Backwards | None

    @property
    def purchase(self) -> Purchase:
        """Return the totals of the lines."""
        return self.estimate.purchase


def buys_of(
    brief: Brief, today: date, *, typed: Typed | None = None, budget: int | None = None, have: int | None = None
) -> Buys:  # fmt: skip
    """Return what a brief's budget buys. `typed` and `budget` replace saved values; `have` is an amount to fit."""
    estimate = as_typed(estimate_of(brief, today), typed or {}, today)
    if budget is not None:
        estimate = replace(estimate, budget=budget, purchase=_bought(estimate.lines, estimate, budget))
    return Buys(estimate, _extras(estimate), None if have is None else _backwards(estimate, have))


def as_typed(estimate: Estimate, typed: Typed, today: date) -> Estimate:
    """Return the estimate with hours being typed in place of saved ones, at today's rate card."""
    if not typed:
        return estimate
    lines = [
        _retyped(one, typed[one.row.pk], estimate, today) if one.row.pk in typed else one for one in estimate.lines
    ]
    return replace(estimate, lines=lines, purchase=_bought(lines, estimate, estimate.budget))


def fixed_prices(estimate: Estimate) -> dict[int, int]:
    """Return the lines that have a fixed price."""
    return {one.row.pk: one.row.price for one in estimate.lines if one.row.price is not None}


def sold_by_hour(estimate: Estimate) -> list[buying.Work]:
    """Return the work priced by the hour."""
    fixed = fixed_prices(estimate)
    return [work for one in estimate.lines for work in one.works if one.row.pk not in fixed]


def _retyped(one: PlannedLine, hours: Mapping[int, int], estimate: Estimate, today: date) -> PlannedLine:
    typed = {discipline: seconds for discipline, seconds in hours.items() if seconds}
    service = one.terms.service_id if one.terms else None
    return replace(one, hours=typed, works=estimate.prices.works(one.row.pk, typed, service, today))


def _bought(lines: Sequence[PlannedLine], estimate: Estimate, budget: int | None) -> Purchase:
    works = [work for one in lines for work in one.works]
    fixed = {one.row.pk: one.row.price for one in lines if one.row.price is not None}
    return buying.bought(works, estimate.terms, budget, fixed)


def _extras(estimate: Estimate) -> list[Extra]:
    """Return what the rest of the budget would buy of each discipline of the job, most hours first."""
    left = estimate.purchase.left
    if not left or left <= 0:
        return []
    rates = {one.discipline: one.rate for one in sold_by_hour(estimate) if one.rate}
    found = fitting.extras(left, rates, estimate.terms.currency)
    return sorted(found, key=lambda extra: -extra.seconds)[:MOST_EXTRAS]


def _backwards(estimate: Estimate, have: int) -> Backwards:
    fixed = sum(fixed_prices(estimate).values())
    fitted = fitting.fitted(sold_by_hour(estimate), have, estimate.terms.currency, fixed)
    fixed_works = [work for one in estimate.lines if one.row.price is not None for work in one.works]
    total = buying.bought([*fitted.works, *fixed_works], estimate.terms, have, fixed_prices(estimate))
    return Backwards(have, fitted, total.at_budget if fitted.works else None)
