"""Overage that still waits for a decision: billed, or written off."""

from collections.abc import Collection, Sequence

from amity.retainers.overage.rules import waits
from amity.retainers.periods.ledger_to_date import LedgerToDate
from amity.retainers.periods.rules import Period
from amity.shared.dates.periods import month_of


def undecided(ledger: LedgerToDate, closed: Collection[int]) -> Sequence[Period]:
    """Return the ended periods with overage that has a price and no decision, before their month is closed."""
    return [
        period
        for period in ledger.periods
        if waits(period, ledger.facts.given) and month_of(period.span.last) not in closed
    ]
