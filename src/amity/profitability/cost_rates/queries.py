"""The cost rates behind a cost, for people with the right *cost by person*."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.agency import policy as agency
from amity.agency.models import CostRate
from amity.profitability.period.rules import Period
from amity.profitability.statements.money_view import MoneyView
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets.sums.queries import cost_rates_used

MOST_RATES = 12


@dataclass(frozen=True, slots=True)
class RatesUsed:
    """The rates that priced the time, by owner and newest first, and how many more owners there are.

    `url` is the rates page, or "" without access. Empty for those who can't see cost by person.
    """

    rates: Sequence[tuple[str, Sequence[CostRate]]] = ()
    currency: str = ""
    more: int = 0
    url: str = ""


def rates_used(
    by: Actor, view: MoneyView, currency: str, period: Period, projects: Iterable[int] | None = None
) -> RatesUsed:
    """Return the cost rates of the time on some projects in a period, or of all delivery time without projects."""
    if view.right < MoneyRight.COST:
        return RatesUsed()
    found = cost_rates_used(projects, period.first_day, period.last_day)
    dated: defaultdict[str, list[CostRate]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.valid_from, reverse=True):
        owner = one.person or one.discipline
        dated[owner.name if owner else _("agency average")].append(one)
    rates = sorted(dated.items())[:MOST_RATES]
    url = reverse("agency:cost_rates") if agency.may_set_cost(by) else ""
    return RatesUsed(rates, currency, max(len(dated) - MOST_RATES, 0), url)
