"""What an hour earns the agency on average, from the months that finance closed."""

from typing import Final

from django.db.models import Count, Q, Sum

from amity.agency.editions.keeping import kept
from amity.profitability.causes.rules import AgencyRate
from amity.profitability.figures.rules import per_hour
from amity.profitability.models import Closing, FrozenAccount

MONTHS: Final = 12
FEWEST: Final = 3
"""An average over fewer accounts would give the rate of one of them away."""


def agency_rate() -> AgencyRate | None:
    """Return net fees ÷ delivery hours of the last twelve closed months, of accounts with known net fees.

    None where no month is closed or fewer than three accounts have time.
    """
    return kept("average billable rate of the agency", _read)


def _read() -> AgencyRate | None:
    closed = Closing.objects.filter(superseded_at=None).order_by("-month")
    months = dict(closed.values_list("month", "pk")[:MONTHS])
    if not months:
        return None
    known = FrozenAccount.objects.filter(closing__in=list(months.values()), agi__isnull=False)
    found = known.aggregate(
        fees=Sum("agi"), worked=Sum("seconds"), accounts=Count("account_id", distinct=True, filter=Q(seconds__gt=0))
    )
    if found["accounts"] < FEWEST or found["fees"] <= 0:
        return None
    return AgencyRate(per_hour(found["fees"], found["worked"]), min(months), max(months))
