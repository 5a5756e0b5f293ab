"""What clients spend elsewhere, as recorded on the services map, for the share of wallet."""

from collections import defaultdict
from datetime import date

from django.db.models import Sum

from amity.growth.board import converted, rates_on
from amity.people.queries import person_of
from amity.services.cells.rules import COMPETITOR, IN_HOUSE
from amity.services.models import Cell
from amity.shared.actor import Actor


def spend_elsewhere(by: Actor, today: date) -> dict[int, int]:
    """Return the known spend with competitors and in-house, in the agency's currency, by account."""
    rows = Cell.objects.visible_to(person_of(by)).filter(state__in=(COMPETITOR, IN_HOUSE), spend__isnull=False)
    rates, found, left_out = rates_on(today), defaultdict[int, int](int), set[int]()
    for account, currency, spend in rows.values_list("account", "account__currency").annotate(Sum("spend")):
        minor = converted(spend, currency, rates)
        if minor is None:
            left_out.add(account)
        else:
            found[account] += minor
    return {account: minor for account, minor in found.items() if account not in left_out}
