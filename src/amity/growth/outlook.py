"""What open opportunities add to the outlook: their value weighted by probability, in the month they start."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from amity.agency.editions.by_roles import rows_by_roles
from amity.growth import queries, rules
from amity.growth.board import chance, converted, rates_on
from amity.growth.models import Opportunity
from amity.profitability.outlook.weighted import Weighted
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.shared.money import Money, round_half_even


def weighted_opportunities(by: Actor, today: date, months: list[int]) -> Weighted:
    """Return the weighted value of the open opportunities that an actor sees, by month.

    A start that has passed counts in the current month.
    """
    shown = set(months)
    found: defaultdict[int, int] = defaultdict(int)
    undated, unconverted, rates = 0, set[str](), rates_on(today)
    for row in rows_by_roles(_sums, by, today, {}, _sums):
        currency = row["currency"]
        weight = round_half_even(Money(row["weight"], currency).major / 100, currency)
        minor = converted(weight, currency, rates)
        if minor is None:
            unconverted.add(currency)
            continue
        month = max(month_of(row["month"]), months[0]) if row["month"] else 0
        if month in shown:
            found[month] += minor
        else:
            undated += minor
    return Weighted({key: value for key, value in found.items() if value}, undated, frozenset(unconverted))


def _sums(by: Actor) -> QuerySet[Opportunity, Any]:
    known = (
        queries.opportunities_seen_by(by)
        .filter(stage__in=rules.OPEN, value__isnull=False)
        .select_related(None)
        .order_by()
    )
    return known.annotate(month=TruncMonth("starts_on")).values("month", "currency").annotate(
        weight=Sum(F("value") * chance())
    )  # fmt: skip
