"""Queries for the lines of a brief with their hours, price and cost."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from amity.briefs.conversion.rules import Offer
from amity.briefs.estimate import rules as buying
from amity.briefs.estimate.pricing import Prices, prices_of, total_hours
from amity.briefs.estimate.rules import Purchase, Sums, Work
from amity.briefs.hours_asked.queries import questions_about
from amity.briefs.items import rules as items
from amity.briefs.lines.fields import LineFields
from amity.briefs.lines.queries import rows_of
from amity.briefs.models import Brief, BriefLine, HoursAsked
from amity.lines import queries as lines
from amity.lines.models import Line, Terms
from amity.lines.rules import ESTIMATE
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.prepared import Prepared, many

TYPED, TEMPLATE, ANSWER = "typed", "template", "answer"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with its newest estimate, the seconds by discipline, and who was asked about them."""

    row: BriefLine
    terms: Terms | None
    hours: Mapping[int, int]
    asked: Sequence[HoursAsked]
    works: Sequence[Work]

    @property
    def line(self) -> Line:
        """The line itself, with the same id from brief to invoice."""
        return self.row.line

    @property
    def version(self) -> int:
        """Return the number of times the line was changed."""
        return self.row.version

    @property
    def seconds(self) -> int:
        """The hours of all disciplines."""
        return sum(self.hours.values())

    @property
    def open_question(self) -> HoursAsked | None:
        """An unanswered request for hours."""
        return next((one for one in self.asked if one.answered_at is None), None)

    @property
    def untaken_answer(self) -> HoursAsked | None:
        """The newest answer that isn't yet applied to the plan."""
        return next((one for one in reversed(self.asked) if one.answered_at and not one.taken_at), None)

    @property
    def state(self) -> str:
        """Return how certain the hours are: estimated by a colleague, requested, assumed or missing."""
        if self.open_question:
            return items.TO_FIND_OUT
        if self.row.basis == ANSWER:
            return items.KNOWN
        return items.ASSUMED if self.hours or self.row.price is not None else items.MISSING

    def as_fields(self) -> LineFields:
        """Return the line's values as commands take them."""
        terms = self.terms
        return LineFields(
            title=self.line.title,
            phase=self.line.phase,
            hours=tuple(self.hours.items()),
            revision_rounds=terms.revision_rounds if terms else None,
            acceptance=terms.acceptance if terms else "",
            service_id=terms.service_id if terms else None,
            price=self.row.price,
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """The totals of a brief's lines. `budget` is the client's upper limit in minor units, None if unknown."""

    lines: Sequence[PlannedLine]
    prices: Prices
    terms: buying.Terms
    budget: int | None
    purchase: Purchase

    @property
    def hours(self) -> dict[int, int]:
        """Seconds by discipline."""
        return total_hours(one.hours for one in self.lines)

    @property
    def offer(self) -> Offer:
        """The possible prices of the work. The lines have none while some of their hours have no rate."""
        total = self.purchase.total
        return Offer(total.price if total.price and not total.unpriced else None, self.budget)

    def sums(self, line_id: int) -> Sums:
        """Return the totals of one line, by the id of its row."""
        return self.purchase.lines.get(line_id, Sums())


def planned_lines(brief: Brief, prices: Prices, today: date) -> list[PlannedLine]:
    """Return the lines of a brief in order, each at the rates of the date of its estimate."""
    rows = rows_of(brief)
    terms_by_line = lines.terms_of([row.line_id for row in rows], today)
    newest = {line: _estimate(every.every) for line, every in terms_by_line.items()}
    hours = lines.hours_of([terms.pk for terms in newest.values() if terms])
    asked: defaultdict[int, list[HoursAsked]] = defaultdict(list)
    for one in questions_about([row.pk for row in rows]):
        asked[one.line_id].append(one)
    found = []
    for row in rows:
        terms = newest.get(row.line_id)
        plan = hours.get(terms.pk, {}) if terms else {}
        works = prices.works(row.pk, plan, terms.service_id, terms.valid_from) if terms else []
        found.append(PlannedLine(row, terms, plan, tuple(asked[row.pk]), works))
    return found


def planned_line(row: BriefLine, today: date) -> PlannedLine:
    """Return one line of a brief with its newest estimate. A removed one has none."""
    planned = planned_lines(row.brief, prices_of(row.brief), today)
    return next((one for one in planned if one.row.pk == row.pk), PlannedLine(row, None, {}, (), ()))


def estimate_of(brief: Brief, today: date) -> Estimate:
    """Return the totals of the lines against the budget. A page reads them once."""
    return once_a_page(("estimate", brief.pk, today), lambda: _estimate_of(brief, today))


def _estimate_of(brief: Brief, today: date) -> Estimate:
    prices = prices_of(brief)
    planned = planned_lines(brief, prices, today)
    terms = prices.terms(today)
    works = [work for one in planned for work in one.works]
    fixed = {one.row.pk: one.row.price for one in planned if one.row.price is not None}
    purchase = buying.bought(works, terms, brief.budget_high, fixed)
    return Estimate(planned, prices, terms, brief.budget_high, purchase)


def purchases_of(briefs: Sequence[Brief], prices: Prices, today: date) -> dict[int, Purchase]:
    """Return what the lines of many briefs come to, by the id of the brief, in a number of queries no count changes."""
    works: defaultdict[int, list[Work]] = defaultdict(list)
    fixed: defaultdict[int, dict[int, int]] = defaultdict(dict)
    by_id = {brief.pk: prices.in_currency(brief.currency) for brief in briefs}
    for (pk, brief, price), group in groupby(_lines_with_hours(briefs), key=itemgetter(0, 1, 2)):
        estimates = [row for row in group if row.source == ESTIMATE]
        if estimates:
            newest = estimates[-1]
            hours = {row.discipline: row.seconds for row in estimates if row.terms == newest.terms and row.discipline}
            works[brief] += by_id[brief].works(pk, hours, newest.service, newest.valid_from)
        if price is not None:
            fixed[brief][pk] = price
    return {
        brief.pk: buying.bought(works[brief.pk], by_id[brief.pk].terms(today), brief.budget_high, fixed[brief.pk])
        for brief in briefs
    }


class _LineWithHours(NamedTuple):
    """A line of a brief with one row of its terms and the hours of one discipline. Those it lacks are None."""

    pk: int
    brief: int
    price: int | None
    terms: int | None
    source: str | None
    valid_from: date
    service: int | None
    discipline: int | None
    seconds: int


def _lines_with_hours(briefs: Sequence[Brief]) -> Iterator[_LineWithHours]:
    """Yield the lines of briefs with all their terms, oldest first, and the hours of those, in one query."""
    rows = LINES_WITH_HOURS.rows({"brief_id": [brief.pk for brief in briefs]}) if briefs else ()
    return map(_LineWithHours._make, rows)


def _hours_of_lines() -> QuerySet[BriefLine, Any]:
    """Return lines of briefs with the columns of `_LineWithHours`."""
    terms = ("id", "source", "valid_from", "service_id", "hours__discipline_id", "hours__seconds")
    columns = (f"line__terms__{name}" for name in terms)
    rows = BriefLine.objects.filter(many("brief_id"), removed=False).values_list("pk", "brief_id", "price", *columns)
    return rows.order_by("position", "pk", "line__terms__valid_from", "line__terms__id", "line__terms__hours__id")


LINES_WITH_HOURS: Final = Prepared(_hours_of_lines)


def _estimate(every: Sequence[Terms]) -> Terms | None:
    return next((row for row in reversed(every) if row.source == ESTIMATE), None)
