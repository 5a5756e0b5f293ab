"""What closed months hold, read for the figures of a period: a handful of queries, and one where none is closed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum

from amity.profitability.models import Closing, FrozenLine, FrozenPart, FrozenRate, FrozenRevenue
from amity.profitability.rules.frozen import Frozen, FrozenMonth, Lines, run_up_to
from amity.profitability.rules.period import Period

FEW = 500
"""Up to so many ids are named in a query; for more all rows of the months are read."""


@dataclass(frozen=True, slots=True)
class Freezer:
    """The closings in force by month, and what they hold of the agreements in a period."""

    closings: Mapping[int, int] = field(default_factory=dict)
    months: Mapping[int, Mapping[int, FrozenMonth]] = field(default_factory=dict)
    carried: Mapping[int, int] = field(default_factory=dict)
    rates: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)

    @property
    def closed(self) -> frozenset[int]:
        """The frozen months."""
        return frozenset(self.closings)

    def of(self, agreement_id: int) -> Frozen:
        """What closed months hold of one agreement."""
        return Frozen(self.closed, self.months.get(agreement_id, {}), self.carried.get(agreement_id, 0))


def closings_in_force() -> dict[int, int]:
    """The closing of each frozen month, by month. Months closed before Amity froze revenue have none."""
    return dict(Closing.objects.filter(superseded_at=None).values_list("month", "pk"))


def freezer(period: Period, agreements: Iterable[int]) -> Freezer:
    """Everything closed months hold for the figures of a period."""
    closings = closings_in_force()
    if not closings:
        return Freezer()
    ids = list(agreements)
    inside = [closings[month] for month in period.months if month in closings]
    earlier = [closings[month] for month in run_up_to(period.first, frozenset(closings))]
    return Freezer(
        closings,
        _months(inside, ids) if inside else {},
        _carried(earlier, ids) if earlier else {},
        _rates(),
    )


def frozen_lines(projects: Iterable[int], period: Period, closings: Mapping[int, int]) -> Lines:
    """The frozen shares of lines in a period, by (project, line) and month."""
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


def _months(closings: list[int], agreements: list[int]) -> dict[int, dict[int, FrozenMonth]]:
    revenues = FrozenRevenue.objects.filter(closing_id__in=closings)
    shares = FrozenPart.objects.filter(closing_id__in=closings)
    if len(agreements) <= FEW:
        revenues, shares = revenues.filter(agreement_id__in=agreements), shares.filter(agreement_id__in=agreements)
    parts: defaultdict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for closing, agreement, project, minor in shares.values_list("closing_id", "agreement_id", "project_id", "revenue"):
        parts[closing, agreement][project] = minor
    found: defaultdict[int, dict[int, FrozenMonth]] = defaultdict(dict)
    for closing, month, agreement, revenue, why_not, bound, rest in revenues.values_list(
        "closing_id", "closing__month", "agreement_id", "revenue", "why_not", "bound", "rest"
    ):
        held = FrozenMonth(revenue, why_not, bound, parts.get((closing, agreement), {}), rest)  # type: ignore[arg-type]
        found[agreement][month] = held
    return dict(found)


def _carried(closings: list[int], agreements: list[int]) -> dict[int, int]:
    rows = FrozenRevenue.objects.filter(closing_id__in=closings, revenue__isnull=False)
    if len(agreements) <= FEW:
        rows = rows.filter(agreement_id__in=agreements)
    return dict(rows.order_by().values_list("agreement_id").annotate(Sum("revenue")))


def _rates() -> dict[tuple[str, int], Decimal]:
    rows = FrozenRate.objects.filter(closing__superseded_at=None)
    return {(currency, month): rate for currency, month, rate in rows.values_list("currency", "closing__month", "rate")}
