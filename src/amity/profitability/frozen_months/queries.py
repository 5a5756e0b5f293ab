"""Frozen figures of closed months, read for a period in a handful of queries, or one if no month is closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any

from django.db.models import Sum, Value

from amity.agency.editions.keeping import edition, kept
from amity.profitability.figures.rules import Input
from amity.profitability.frozen_months.rules import OPEN, Frozen, FrozenMonth, Lines, run_up_to
from amity.profitability.models import Closing, FrozenLine, FrozenPart, FrozenRate, FrozenRevenue
from amity.profitability.period.rules import Period
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still
from amity.shared.dates.periods import last_day

FEW = 500
"""The most ids named in a query. For more, all rows of the months are read."""
Held = tuple[int, int | None, str, str, int, tuple[tuple[int, int], ...]]
"""(month, revenue, why not, bound, rest, parts by project): an agreement's figures in one closed month."""


@dataclass(frozen=True, slots=True, eq=False)
class ClosedMonth:
    """The frozen figures of one closing, by agreement. Equal to itself alone, for results cached by it."""

    rows: dict[int, Held] = field(default_factory=dict)


CLOSED: Memo[tuple[ClosedMonth, ...], Mapping[int, tuple[Held, ...]]] = Memo(8)
"""The frozen figures of several closings by agreement, oldest first."""
FewFrozen = tuple[Mapping[int, tuple[Held, ...]], Mapping[int, int]]
OF_FEW: Memo[Any, FewFrozen] = Memo(256)
"""What closed months hold of a few agreements, in an edition of the settings."""
FROZEN: Memo[tuple[frozenset[int], tuple[Held, ...], int], Frozen] = Memo(4_096)


@dataclass(frozen=True, slots=True)
class FrozenInputs:
    """Frozen figures of an agreement: the revenue of each closed month, and the inputs of the last one, `month`."""

    months: tuple[Input, ...] = ()
    month: int | None = None
    inputs: tuple[Input, ...] = ()


NOT_CLOSED = FrozenInputs()
BLANK = Input("revenue", None, "minor")


@dataclass(frozen=True)
class Freezer:
    """The closings in force by month, and their frozen figures of a period's agreements."""

    closings: Mapping[int, int] = field(default_factory=dict)
    months: Mapping[int, tuple[Held, ...]] = field(default_factory=dict)
    carried: Mapping[int, int] = field(default_factory=dict)
    rates: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)

    @cached_property
    def closed(self) -> frozenset[int]:
        """The frozen months."""
        return frozenset(self.closings)

    def of(self, agreement_id: int) -> Frozen:
        """Return the frozen months of one agreement."""
        if not self.closings:
            return OPEN
        key = self.closed, self.months.get(agreement_id, ()), self.carried.get(agreement_id, 0)
        return FROZEN.get(key, lambda: _frozen(*key))


def closings_in_force() -> dict[int, int]:
    """Return the closing of each frozen month, by month. Months closed before Amity froze revenue have none."""
    return kept("closed months", lambda: dict(Closing.objects.filter(superseded_at=None).values_list("month", "pk")))


def freezer(period: Period, agreements: Iterable[int]) -> Freezer:
    """Return the frozen figures of closed months for a period."""
    closings = closings_in_force()
    if not closings:
        return Freezer()
    ids = list(agreements)
    inside = [closings[month] for month in period.months if month in closings]
    earlier = [closings[month] for month in run_up_to(period.first, frozenset(closings))]
    known = edition() if is_still() and len(ids) <= FEW else None

    def read() -> FewFrozen:
        return _months(inside, ids) if inside else {}, _carried(earlier, ids) if earlier else {}

    key = known, tuple(inside), tuple(earlier), frozenset(ids)
    months, carried = read() if known is None else OF_FEW.get(key, read)
    return Freezer(closings, months, carried, kept("frozen exchange rates", _rates))


def frozen_lines(projects: Iterable[int], period: Period, closings: Mapping[int, int]) -> Lines:
    """Return the frozen shares of lines in a period, by (project, line) and month."""
    inside = [closings[month] for month in period.months if month in closings]
    if not inside:
        return {}
    rows = FrozenLine.objects.filter(closing_id__in=inside)
    ids = list(projects)
    if len(ids) <= FEW:
        rows = rows.filter(project_id__in=ids)
    found: defaultdict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for month, project, line, minor in rows.values_list("closing__month", "project_id", "line_id", "revenue"):
        found[project, line][month] = minor
    return dict(found)


def frozen_inputs(agreement_id: int, period: Period, hidden: frozenset[str]) -> FrozenInputs:
    """Return frozen inputs of an agreement's closed months in a period, without those `hidden` by right."""
    rows = FrozenRevenue.objects.filter(
        agreement_id=agreement_id,
        closing__superseded_at=None,
        closing__month__range=(period.first, period.last),
    ).order_by("closing__month")
    months: list[Input] = []
    last, inputs = None, tuple[Input, ...]()
    for month, revenue, currency, held in rows.values_list("closing__month", "revenue", "currency", "inputs"):
        months.append(Input(f"frozen_month_{month}", revenue, "minor", "month_end", last_day(month), currency))
        if revenue is not None:
            last, inputs = month, tuple(map(_input, held.get("figure", ())))
    return FrozenInputs(tuple(months), last, tuple(one for one in inputs if one.label not in hidden))


def _input(held: Mapping[str, Any]) -> Input:
    """Return an input from its stored form, in which dates and decimals are text."""
    value, unit, as_of = held.get("value"), held["unit"], held.get("as_of")
    if isinstance(value, str):
        value = date.fromisoformat(value) if unit == "day" else Decimal(value)
    day = date.fromisoformat(as_of) if as_of else None
    return BLANK._replace(**{**held, "value": value, "as_of": day})


def _months(closings: list[int], agreements: list[int]) -> Mapping[int, tuple[Held, ...]]:
    """Return frozen figures by agreement. Those of all agreements are read once for each closing and edition.

    Few agreements are read by themselves, unless a page of many has already read all.
    """
    known: dict[int, ClosedMonth] = kept("frozen months", dict) if is_still() else {}
    missing = [closing for closing in closings if closing not in known]
    if not is_still() or (missing and len(agreements) <= FEW):
        return _by_agreement(_closed_months(closings, agreements).values())
    if missing:
        known.update(_closed_months(missing, agreements))
    chosen = tuple([known[closing] for closing in closings])
    return CLOSED.get(chosen, lambda: _by_agreement(chosen))


def _closed_months(closings: list[int], agreements: list[int]) -> dict[int, ClosedMonth]:
    """Return the frozen figures of each closing, of all agreements if more than a few are asked for."""
    revenues = FrozenRevenue.objects.filter(closing_id__in=closings)
    shares = FrozenPart.objects.filter(closing_id__in=closings)
    if len(agreements) <= FEW:
        revenues, shares = revenues.filter(agreement_id__in=agreements), shares.filter(agreement_id__in=agreements)
    names = ("closing_id", "closing__month", "agreement_id", "revenue")
    whole = revenues.order_by().values_list(Value(1), *names, "why_not", "bound", "rest")
    shared_out = shares.order_by().values_list(Value(0), *names, Value(""), Value(""), "project_id")
    parts: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    held: list[tuple[Any, ...]] = []
    for is_whole, *row in whole.union(shared_out, all=True):
        if is_whole:
            held.append(tuple(row))
        else:
            parts[row[0], row[2]].append((row[6], row[3]))
    found = {closing: ClosedMonth() for closing in closings}
    for closing, month, agreement, revenue, why_not, bound, rest in held:
        shared = tuple(sorted(parts.get((closing, agreement), ())))
        found[closing].rows[agreement] = (month, revenue, why_not, bound, rest, shared)
    return found


def _by_agreement(months: Iterable[ClosedMonth]) -> dict[int, tuple[Held, ...]]:
    found: defaultdict[int, list[Held]] = defaultdict(list)
    for month in months:
        for agreement, row in month.rows.items():
            found[agreement].append(row)
    return {agreement: tuple(sorted(rows, key=itemgetter(0))) for agreement, rows in found.items()}


def _frozen(closed: frozenset[int], rows: tuple[Held, ...], carried: int) -> Frozen:
    months = {
        month: FrozenMonth(revenue, why_not, bound, dict(parts), rest)  # type: ignore[arg-type]
        for month, revenue, why_not, bound, rest, parts in rows
    }
    return Frozen(closed, months, carried)


def _carried(closings: list[int], agreements: list[int]) -> dict[int, int]:
    rows = FrozenRevenue.objects.filter(closing_id__in=closings, revenue__isnull=False)
    if len(agreements) <= FEW:
        rows = rows.filter(agreement_id__in=agreements)
    return dict(rows.order_by().values_list("agreement_id").annotate(Sum("revenue")))


def _rates() -> dict[tuple[str, int], Decimal]:
    rows = FrozenRate.objects.filter(closing__superseded_at=None)
    return {(currency, month): rate for currency, month, rate in rows.values_list("currency", "closing__month", "rate")}
