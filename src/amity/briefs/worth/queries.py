"""What the price of an agreement earns at today's cost rates, and the client's budget, limited to a reader's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from amity.agreements.contract import Contract, contract_of
from amity.agreements.fees.rules import FIXED, TIME
from amity.agreements.models import Agreement
from amity.briefs import policy
from amity.briefs.estimate import rules as buying
from amity.briefs.estimate.pricing import Prices
from amity.briefs.models import Brief
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.shares import Band, seen_band

PRICED_BY_LINES: Final = (FIXED, TIME)
"""Fee models whose price is that of the lines, so that it can be compared with their cost."""

NO_DISCIPLINE: Final = 0
"""Hours planned without a discipline cost the agency's average."""


@dataclass(frozen=True, slots=True)
class Worth:
    """The price, cost and margin of an agreement. A field the reader may not see is None.

    `uncosted` are planned seconds without a cost rate: with any, there is no margin. `band` is for who sees whether a
    margin reaches its target.
    """

    price: Money | None
    seconds: int
    cost: Money | None
    uncosted: int
    share: int | None
    profit: Money | None
    needed: Money | None
    band: Band | None
    target: int
    budget_low: Money | None
    budget_high: Money | None
    sees_margin: bool

    @property
    def hourly(self) -> Money | None:
        """Return what an hour is sold at."""
        if self.price is None or not self.seconds:
            return None
        return Money(round(self.price.minor * 3600 / self.seconds), self.price.currency)


def worth_of(by: Actor, ids: Sequence[int]) -> dict[int, Worth]:
    """Return the worth of agreements the caller has found for this actor, by id; none without the right to fees."""
    person = person_of(by)
    if not policy.sees_fee(person):
        return {}
    return {one.pk: _worth(by, one) for one in Agreement.objects.filter(pk__in=ids)}


def _worth(by: Actor, agreement: Agreement) -> Worth:
    person, today = person_of(by), timezone.localdate()
    contract, prices = contract_of(agreement, today), Prices(agreement.currency)
    terms = prices.terms(today)
    sees_margin = policy.sees_margin(person, prices.level)
    total = _total(contract, prices, terms) if sees_margin or policy.sees_target(person) else buying.Sums()
    margin = None
    if contract.value and agreement.fee_model in PRICED_BY_LINES and total.seconds and not total.uncosted:
        margin = buying.margin(contract.value.minor, total.cost, terms)
    brief = Brief.objects.filter(agreement=agreement.pk).only("budget_low", "budget_high", "currency").first()
    shown = margin if sees_margin else None
    sees_band = margin and policy.sees_target(person)
    return Worth(
        price=contract.value,
        seconds=contract.seconds,
        cost=Money(total.cost, terms.cost_currency) if sees_margin and total.seconds else None,
        uncosted=total.uncosted,
        share=shown.share if shown else None,
        profit=Money(shown.left, terms.cost_currency) if shown else None,
        needed=Money(shown.needed, agreement.currency) if shown and shown.needed is not None else None,
        band=seen_band(margin.share, terms.target, sees_margin=sees_margin) if margin and sees_band else None,
        target=terms.target,
        budget_low=_budget(brief, "budget_low"),
        budget_high=_budget(brief, "budget_high"),
        sees_margin=sees_margin,
    )


def _total(contract: Contract, prices: Prices, terms: buying.Terms) -> buying.Sums:
    """Return the planned hours of all lines with their cost at today's rates."""
    works = []
    for row in contract.rows:
        current = row.terms.current
        if current is not None:
            hours = {each.id: each.seconds for each in row.hours}
            works += prices.works(row.line.pk, hours, current.service_id, timezone.localdate())
            left = (current.planned_seconds or 0) - sum(hours.values())
            works += prices.works(row.line.pk, {NO_DISCIPLINE: left}, None, timezone.localdate()) if left > 0 else []
    return buying.bought(works, terms).total


def _budget(brief: Brief | None, name: str) -> Money | None:
    minor = getattr(brief, name) if brief else None
    return None if minor is None or brief is None else Money(minor, brief.currency)
