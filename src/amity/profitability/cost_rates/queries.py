"""The cost rates behind a cost, for people with the right *cost by person*."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import policy as agency
from amity.profitability.period.rules import Period
from amity.profitability.statements.money_view import MoneyView
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets.sums.queries import cost_rates_used
from amity.ui import formats

MOST_RATES = 12


@dataclass(frozen=True, slots=True)
class UsedRate:
    """A rate as shown: its owner, the newest hourly cost, its first date, and earlier rates."""

    whose: str
    per_hour: str
    since: str
    earlier: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RatesUsed:
    """The rates that priced the time, how many more there are, and the URL of the rates page ("" without access).

    Empty for those who can't see cost by person.
    """

    rates: Sequence[UsedRate] = ()
    more: int = 0
    url: str = ""


def rates_used(
    by: Actor, view: MoneyView, currency: str, period: Period, projects: Iterable[int] | None = None
) -> RatesUsed:
    """The cost rates of the time on some projects in a period; of all delivery time without projects."""
    if view.right < MoneyRight.COST:
        return RatesUsed()
    found = cost_rates_used(projects, period.first_day, period.last_day)
    today = timezone.localdate()
    dated: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(found, key=lambda one: one.valid_from, reverse=True):
        whose = one.person.name if one.person else one.discipline.name if one.discipline else _("agency average")
        dated.setdefault(whose, []).append(
            (formats.per_hour(one.per_hour, currency), formats.day_with("since", one.valid_from, today))
        )
    rates = [
        UsedRate(whose, *spans[0], [f"{per_hour} {since}" for per_hour, since in spans[1:]])
        for whose, spans in sorted(dated.items())[:MOST_RATES]
    ]
    url = reverse("agency:cost_rates") if agency.may_set_cost(by) else ""
    return RatesUsed(rates, max(len(dated) - MOST_RATES, 0), url)
