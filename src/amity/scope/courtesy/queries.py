"""What agreements have at no charge: the budget of the current period, what is used, and what is left."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from amity.agency.queries import limit
from amity.agreements.models import Agreement
from amity.agreements.rules import BINDING, OVER, WITH_LINES
from amity.scope import hooks, rules
from amity.scope.courtesy.rules import Given, Period, budget_of, quarter_of
from amity.scope.models import Request
from amity.timesheets.models import Entry

SHARE = "courtesy.fee_share"
HOURS = "courtesy.hours"


@dataclass(frozen=True, slots=True)
class CourtesyLeft:
    """The budget of an agreement's current period for work at no charge. `budget` is None where no fee is known."""

    agreement_id: int
    agreement: str
    account_id: int | None
    first: date
    last: date
    currency: str
    budget: int | None
    used: Given

    @property
    def left(self) -> int | None:
        """Return what is left of the budget, at least 0, None where there is none."""
        return None if self.budget is None else max(self.budget - self.used.standard, 0)


def courtesy_left(agreement: Agreement, today: date) -> CourtesyLeft:
    """Return what is left at no charge within an agreement in the period that contains a date.

    `left` counts the time logged so far. `limits` tells whether the director has to agree to more.
    """
    return courtesy_of([agreement], today)[agreement.pk]


def running(account_ids: Iterable[int]) -> list[Agreement]:
    """Return the signed agreements with lines of some accounts that haven't ended."""
    rows = Agreement.objects.filter(account__in=list(account_ids), kind__in=WITH_LINES, state__in=BINDING - OVER)
    return list(rows.order_by("pk"))


def courtesy_of(agreements: Sequence[Agreement], today: date) -> dict[int, CourtesyLeft]:
    """Return the budgets of some agreements by their ids, in two queries besides those of retainers."""
    periods = _periods(agreements, today)
    used = _used({one.pk: (periods[one.pk].first, periods[one.pk].last, one.currency) for one in agreements})
    share, seconds = limit(SHARE), limit(HOURS)
    return {
        one.pk: CourtesyLeft(
            one.pk, str(one), one.account_id, period.first, period.last, one.currency,
            budget_of(period.fee, share, seconds, _hourly(one), one.currency), used.get(one.pk, Given()),
        )
        for one in agreements
        for period in (periods[one.pk],)
    }  # fmt: skip


def given_by_account(where: Q, first: date, last: date) -> dict[tuple[int, str], Given]:
    """Return the time at no charge between two dates by account and currency."""
    rows = _at_no_charge(first, last).filter(where, account__isnull=False)
    return {(account, currency): given for account, currency, given in _summed(rows, "account_id")}


def requests_given(where: Q, first: date, last: date) -> dict[int, int]:
    """Return how many requests of each account that were made between two dates were decided at no charge."""
    rows = Request.objects.filter(where, state=rules.AT_NO_CHARGE, asked_on__range=(first, last), account__isnull=False)
    return dict(Counter(dict(rows.order_by().values_list("account_id").annotate(Count("pk")))))


def left_by_account(account_ids: "set[int] | list[int]", today: date) -> dict[int, list[CourtesyLeft]]:
    """Return the budgets of the running agreements of each account."""
    found: dict[int, list[CourtesyLeft]] = {one: [] for one in account_ids}
    for one in courtesy_of(running(account_ids), today).values():
        if one.account_id is not None:
            found[one.account_id].append(one)
    return found


def _at_no_charge(first: date, last: date) -> QuerySet[Entry]:
    return Entry.objects.filter(courtesy=True, work_date__range=(first, last)).order_by()


def _summed(rows: QuerySet[Entry], key: str) -> Iterable[tuple[int, str, Given]]:
    """Yield the sums of entries by a column and currency. Time without a rate is in the currency of the rest."""
    found = rows.values_list(key, "value_currency").annotate(
        Sum("seconds"), Sum("standard"), unpriced=Sum("seconds", filter=Q(standard=None))
    )
    for one, currency, seconds, standard, unpriced in found:
        yield one, currency, Given(seconds, standard or 0, unpriced or 0)


def _periods(agreements: Sequence[Agreement], today: date) -> Mapping[int, Period]:
    """Return the current period of each agreement: that of its retainer, else the calendar quarter."""
    first, last = quarter_of(today)
    found = {one.pk: Period(first, last, _fee(one)) for one in agreements}
    for more in hooks.periods_of:
        found |= more(agreements, today)
    return found


def _used(spans: Mapping[int, tuple[date, date, str]]) -> dict[int, Given]:
    if not spans:
        return {}
    first, last = min(one[0] for one in spans.values()), max(one[1] for one in spans.values())
    rows = (
        _at_no_charge(first, last)
        .filter(project__agreement__in=list(spans))
        .values_list(F("project__agreement_id"), "work_date", "value_currency", "seconds", "standard")
    )
    used: defaultdict[int, Given] = defaultdict(Given)
    for agreement, day, currency, seconds, standard in rows:
        begins, ends, own = spans[agreement]
        if begins <= day <= ends:
            is_priced = standard is not None and currency == own
            used[agreement] += Given(seconds, standard if is_priced else 0, 0 if is_priced else seconds)
    return dict(used)


def _fee(agreement: Agreement) -> int | None:
    return None if agreement.fee is None else agreement.fee + agreement.price_change


def _hourly(agreement: Agreement) -> Decimal | None:
    return agreement.hourly_rate if agreement.hourly_rate is not None else agreement.overage_rate
