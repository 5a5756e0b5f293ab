"""Fees of closed months: frozen revenue without the expenses billed with it, for figures that a client reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from amity.profitability.models import FrozenRevenue


@dataclass(slots=True)
class Booked:
    """What the earlier closed months of an agreement come to: their revenue, and the expenses billed so far."""

    revenue: int = 0
    billed: int = 0

    def fee_of(self, revenue: int, inputs: Mapping[str, Any]) -> int | None:
        """Return a month's revenue without its billed expenses, and include the month.

        None means unknown: expenses were billed, and the revenue before the month isn't that of the earlier months, so
        that some of them belong to a month that isn't closed.
        """
        billed = inputs.get("billed_expenses") or 0
        own, is_known = billed - self.billed, inputs.get("revenue_before", self.revenue) == self.revenue
        self.revenue, self.billed = self.revenue + revenue, billed
        return revenue - own if is_known or not own else None


def frozen_fees(agreements: Iterable[int]) -> dict[int, dict[int, int | None]]:
    """Return the fees of each agreement's closed months in minor units. Unknown and estimated revenue is None."""
    rows = FrozenRevenue.objects.filter(closing__superseded_at=None, agreement_id__in=list(agreements))
    names = ("agreement_id", "closing__month", "revenue", "bound", "inputs")
    booked: defaultdict[int, Booked] = defaultdict(Booked)
    fees: defaultdict[int, dict[int, int | None]] = defaultdict(dict)
    for agreement, month, revenue, bound, inputs in rows.order_by("closing__month").values_list(*names):
        fee = None if revenue is None else booked[agreement].fee_of(revenue, _values(inputs))
        fees[agreement][month] = fee if bound == "exact" else None
    return dict(fees)


def _values(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a frozen figure's inputs by label."""
    return {one["label"]: one.get("value") for one in inputs.get("figure", ())}


def total(fees: Collection[int | None]) -> int | None:
    """Return the sum of some fees, or None if there are none or one of them is unknown."""
    known = [minor for minor in fees if minor is not None]
    return sum(known) if known and len(known) == len(fees) else None
