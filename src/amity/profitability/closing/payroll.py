"""Payroll of a month against the cost of its time, and the exchange rates and receipts behind the figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, IntegerField, OuterRef, Q, QuerySet, Sum

from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.expenses.models import Expense
from amity.expenses.rules import PASSED_ON
from amity.profitability.closing.rules import Absorbed, Share
from amity.shared.dates.periods import first_day, last_day
from amity.shared.rows.prepared import Given, Prepared
from amity.timesheets.sums.models import ProjectMonth


def absorbed(month: int) -> Absorbed:
    """Return the cost of a month's time by delivery, account service and internal work, in minor units."""
    currency = agency().currency
    delivery = care = inside = Share()
    uncosted = unapproved = 0
    for account, project, code, seconds, cost, without, approved in KINDS_OF_TIME.rows({"month": month}):
        own = code in ("", currency)
        share = Share(seconds, cost if own else 0)
        uncosted += without if own else seconds
        unapproved += seconds - approved
        if account and project:
            delivery += share
        elif account:
            care += share
        else:
            inside += share
    return Absorbed(delivery, care, inside, uncosted, unapproved)


def _kinds_of_time() -> "QuerySet[Any, Any]":
    """Return the sums of a month by whether they are an account's, and a project's, and by the currency of the cost."""
    of_account, of_project = (
        ExpressionWrapper(Q(**{f"{name}__gt": 0}), BooleanField()) for name in ("account_id", "project_id")
    )
    rows = ProjectMonth.objects.filter(month=Given("month", IntegerField())).order_by()
    return rows.values_list(of_account, of_project, "cost_currency").annotate(
        Sum("seconds"), Sum("cost"), Sum("uncosted_seconds"), Sum("approved_seconds")
    )


KINDS_OF_TIME: Final = Prepared(_kinds_of_time)


@dataclass(frozen=True, slots=True)
class UsedRate:
    """An exchange rate used for a month, or None if none is in force at its end."""

    currency: str
    rate: Decimal | None
    since: date | None
    accounts: int

    def is_old(self, month: int) -> bool:
        """Return whether it was set before the month began, so that no one has checked it for this month."""
        return self.since is not None and self.since < first_day(month)


def rates_of_month(month: int, wanted: Collection[tuple[str, int]]) -> list[UsedRate]:
    """Return the rates in force at a month's end. `wanted` are pairs of a currency and an account with money in it."""
    dated = exchange_rates()
    found = []
    for currency in sorted({currency for currency, _account in wanted}):
        before = [(since, rate) for since, rate in dated.get(currency, ()) if since <= last_day(month)]
        since, rate = before[-1] if before else (None, None)
        accounts = len({account for code, account in wanted if code == currency})
        found.append(UsedRate(currency, rate, since, accounts))
    return found


@dataclass(frozen=True, slots=True)
class MonthExpenses:
    """The expenses of a month: their number, the pass-through ones, and those without a receipt, a cost or a bill."""

    count: int
    passed_on: int
    without_receipt: int
    uncosted: int
    unbilled: int

    @property
    def amiss(self) -> int:
        """Return how many records are incomplete."""
        return self.without_receipt + self.uncosted + self.unbilled


def expenses_of_month(month: int) -> MonthExpenses:
    """Count a month's expenses."""
    span = Expense.objects.filter(spent_on__range=(first_day(month), last_day(month)))
    sums = span.aggregate(
        count=Count("pk"),
        passed_on=Sum("cost", filter=Q(kind=PASSED_ON)),
        uncosted=Count("pk", filter=Q(cost=None)),
        unbilled=Count("pk", filter=Q(billable=True, billed=None)),
        bare=Count("pk", filter=~Exists(Expense.objects.filter(pk=OuterRef("pk"), receipts__isnull=False))),
    )
    return MonthExpenses(sums["count"], sums["passed_on"] or 0, sums["bare"], sums["uncosted"], sums["unbilled"])
