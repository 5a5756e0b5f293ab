"""The share of an account's net fees that account service costs, for the page of the standing split."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from django.utils import timezone

from amity.profitability.books.load import books
from amity.profitability.period.rules import period
from amity.profitability.statements.ledger import Ledger
from amity.shared.actor import Actor
from amity.shared.shares import WHOLE


def of_net_fees(by: Actor, accounts: Collection[int], month: int) -> Mapping[int, int]:
    """Return basis points by account: cost of its time on no project ÷ its net fees of the month (domain.md, "AGI").

    An account is left out if a cost or a fee is not known, if net fees are 0 or below, or if the person can't see
    margins there, since a share of known fees is a cost.
    """
    today = timezone.localdate()
    own = books(by, today)
    ledger = Ledger(own, period(month, month, today))
    found: dict[int, int] = {}
    for account in own.whole.intersection(accounts):
        if not own.view.over(from_file=ledger.service_from_file(account)).margin:
            continue
        whole = ledger.of_account(account)
        cost, fees = whole.service, whole.agi
        if cost.uncosted_seconds or fees.value is None or fees.bound != "exact" or fees.value <= 0:
            continue
        found[account] = round(Fraction(cost.cost * WHOLE, fees.value))
    return found
