"""Overage that still waits for a decision: billed, or written off."""

from collections.abc import Collection, Sequence

from django.utils import timezone

from amity.agreements.models import Agreement
from amity.retainers.overage.rules import waits
from amity.retainers.periods.ledger_to_date import LedgerToDate, ledgers_to_date
from amity.retainers.periods.rules import Period
from amity.retainers.queries import retainers_seen_by
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.timesheets.queries import closed_months
from amity.timesheets.sums.queries import newest_day


def undecided(ledger: LedgerToDate, closed: Collection[int]) -> Sequence[Period]:
    """Return the ended periods with overage that has a price and no decision, before their month is closed."""
    return [
        period
        for period in ledger.periods
        if waits(period, ledger.facts.given) and month_of(period.span.last) not in closed
    ]


def with_undecided(by: Actor, agreements: Sequence[Agreement]) -> Collection[int]:
    """Return the ids of those agreements that have overage to decide, as far as the actor sees them."""
    wanted = retainers_seen_by(by).filter(pk__in=[one.pk for one in agreements])
    found, today = list(wanted.annotate(newest=newest_day()).order_by("pk")), timezone.localdate()
    if not found:
        return ()
    ledgers = ledgers_to_date(found, min(found[0].newest or today, today), today=today)
    closed = closed_months()
    return {pk for pk, ledger in ledgers.items() if undecided(ledger, closed)}
