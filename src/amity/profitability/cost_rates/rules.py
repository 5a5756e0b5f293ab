"""The hourly cost: the agency average from question 1, and the rate that applies to each person.

Source: the project's domain notes, "Cost level"; Parakeeto glossary (average cost per hour).
"""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from amity.shared.money import Money, Rate

CostLevel = Literal["agency_average", "discipline", "person"]

MONTHS = 12
FEW = 3
"""With fewer people than this, an average reveals someone's pay."""

FOUR_DECIMALS = Decimal("0.0001")


def agency_average(monthly_cost: Money, heads: Decimal, weekly_hours: Decimal, working_weeks: Decimal) -> Rate:
    """Return monthly people cost × 12 ÷ (heads × weekly hours × working weeks), major units with four decimals.

    Part time is a part of a head. Raise `ValueError` if cost, heads, hours or weeks are not above 0.
    """
    hours = heads * weekly_hours * working_weeks
    if min(heads, weekly_hours, working_weeks) <= 0 or monthly_cost.minor <= 0:
        raise ValueError("cost, heads, hours and weeks must be above 0")
    per_hour = (monthly_cost.major * MONTHS / hours).quantize(FOUR_DECIMALS, rounding=ROUND_HALF_EVEN)
    return Rate(per_hour, monthly_cost.currency)


def counts_as(chosen: CostLevel, people: Decimal) -> CostLevel:
    """Return the level for showing a cost. Under three people any level is *person*, seen by finance only."""
    return "person" if people < FEW else chosen


def rate_for(
    chosen: CostLevel,
    *,
    average: Rate | None,
    discipline: Rate | None = None,
    people_in_discipline: int = 0,
    person: Rate | None = None,
) -> Rate | None:
    """Return the hourly cost of one entry at the level the agency chose, or None: unknown.

    By discipline, one with fewer than three people that month or without a rate uses the agency average. By person, a
    person without a rate is unknown. A rate of 0 is unknown too.
    """
    if chosen == "person":
        return _given(person)
    if chosen == "discipline" and people_in_discipline >= FEW:
        return _given(discipline) or _given(average)
    return _given(average)


def _given(rate: Rate | None) -> Rate | None:
    return rate if rate is not None and rate.per_hour > 0 else None
