"""The cost rates behind a cost: only for those who see what a person costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import policy as agency
from amity.profitability.queries.sight import Sight
from amity.profitability.rules.period import Period
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.timesheets.reads import cost_rates_used
from amity.ui import formats

MOST_RATES = 12


@dataclass(frozen=True, slots=True)
class UsedRate:
    """Whose rate, since when, and what an hour costs by it: all three in words."""

    whose: str
    since: str
    per_hour: str


@dataclass(frozen=True, slots=True)
class RatesUsed:
    """The rates the time was priced with, how many more there are, and the page of rates ("" for who may not open it).

    Empty for those who do not see what a person costs.
    """

    rates: Sequence[UsedRate] = ()
    more: int = 0
    url: str = ""


def rates_used(
    by: Actor, sight: Sight, currency: str, period: Period, projects: Iterable[int] | None = None
) -> RatesUsed:
    """The cost rates of the time on some projects in a period; of all delivery time without projects."""
    if sight.right < MoneyRight.COST:
        return RatesUsed()
    found = cost_rates_used(projects, period.first_day, period.last_day)
    today = timezone.localdate()
    rates = [
        UsedRate(
            one.person.name if one.person else one.discipline.name if one.discipline else _("agency average"),
            _since(one.valid_from, today),
            f"{currency} {formats.number(one.per_hour, 2, 4)}",
        )
        for one in found[:MOST_RATES]
    ]
    url = reverse("agency:cost_rates") if agency.may_set_cost(by) else ""
    return RatesUsed(rates, max(len(found) - MOST_RATES, 0), url)


def _since(day: date, today: date) -> str:
    return _("cost of an hour, since %(day)s") % {"day": formats.day(day, today)}
