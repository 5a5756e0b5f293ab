"""When overage waits for a decision. Pure."""

from collections.abc import Container
from datetime import date

from amity.retainers.periods.rules import Period


def waits(period: Period, decided: Container[date]) -> bool:
    """Return whether a period has ended with overage that has a price and no decision: billed, or written off.

    `decided` are the first days of the periods with a decision.
    """
    if not period.row.over or period.open or period.span.first in decided:
        return False
    return period.terms.has_price
