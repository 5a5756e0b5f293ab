"""Load the input of all figures for one actor, in a number of queries that doesn't depend on the number of rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from amity.agency import rules as agency_rules
from amity.agency.editions.keeping import kept
from amity.agency.models import Agency, CostRate
from amity.agency.queries import agency, own_limits
from amity.agency.rates.queries import exchange_rates
from amity.expenses.reads import ExpenseSum, expense_months
from amity.people.queries import person_of
from amity.profitability.books.records import AccountRecord, AgreementRecord, ProjectRecord
from amity.profitability.books.visible import agreements_visible, under, visible
from amity.profitability.deals.queries import deals_of
from amity.profitability.deals.rules import Deal
from amity.profitability.measures.rules import MonthRow, Sums, Worked
from amity.profitability.period.rules import period
from amity.profitability.spending.queries import Outlay, outlay
from amity.profitability.statements.money_view import MoneyView
from amity.shared.actor import Actor
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import read_once
from amity.shared.dates.periods import last_day, month_of, months_between, previous_month
from amity.timesheets.rules import NOTHING, Measures
from amity.timesheets.sums.queries import (
    MANY,
    NUMBERS,
    SUMS,
    MonthSum,
    MonthTuple,
    costs_from_file,
    project_month_tuples,
    shared_rows,
)  # fmt: skip

WORKED: Memo[tuple[str, tuple[tuple[object, ...], ...]], Worked] = Memo(4_096)
"""The rows of a project as the rules' input, by their numbers."""
Sorted = tuple[Mapping[int, Worked], Mapping[int, Mapping[int, Measures]]]
"""Rows by project, and time without a project by account (0 = none) and month."""
SORTED: Memo[tuple[str, tuple[Any, ...]], Sorted] = Memo(8, lambda key: (key[0], shared_rows(key[1])))
"""The same of all rows that a page of many projects read, by their numbers."""


@dataclass(frozen=True, slots=True)
class Books:
    """The input of all figures. `projects` and `accounts` are those the actor sees, by id.

    `whole` are the accounts of which the actor sees everything. `everything` is true if nothing at all is left out.
    `deals` have all time under an agreement, also of hidden projects, because revenue is shared out over all of them.
    They are never shown unfiltered. `service` is time on an account but no project, by month. `from_file` are the
    projects, `service_from_file` the accounts (0: none), of which some time has a cost that came with a file. `outlay`
    is spending besides time.
    """

    view: MoneyView
    currency: str
    agency: Agency
    limits: Mapping[str, int]
    accounts: Mapping[int, AccountRecord]
    projects: Mapping[int, ProjectRecord]
    whole: frozenset[int]
    everything: bool
    agreements: Mapping[int, AgreementRecord]
    deals: Mapping[int, Deal]
    sums: Mapping[int, Worked]
    service: Mapping[int, Mapping[int, Measures]]
    from_file: frozenset[int]
    service_from_file: frozenset[int]
    outlay: Outlay
    rates: Mapping[tuple[str, int], Decimal]
    today: date
    first: int
    last: int

    def limit(self, name: str) -> int:
        """Return a limit of the agency by its name, or its default."""
        return self.limits.get(name, agency_rules.LIMITS[name].value)

    @property
    def month_shown(self) -> int:
        """Return the last month with time, or the one before while it has hardly begun, unless there is no other."""
        gives_way = self.first < self.last and period(self.last, self.last, self.today).hardly_begun
        return previous_month(self.last) if gives_way else self.last


def books(
    by: Actor,
    today: date,
    *,
    only: Iterable[int] | None = None,
    account_id: int | None = None,
    more: Collection[MonthSum] = (),
    with_hourly: bool = False,
) -> Books:
    """Return the books the actor can see, all of them, or for `only` some projects, or for those of one account.

    Above hours the right is that of the actor's part in a project. Projects they only work on are left out of sums with
    amounts. If only such projects are requested, they have hours only.

    `more` are rows of sums that aren't stored yet, to preview their effect on the figures. `with_hourly` reads the
    lines of agreements by time along, for a page that asks for them next, as all pages of a few projects do.
    """
    own, month = agency(), month_of(today)
    seen = visible(person_of(by), only, account_id)
    agreements = agreements_visible(seen.projects.values(), None if seen.all_of_it else seen.service_of)
    siblings = under(agreements, seen.projects if seen.all_of_it else seen.siblings)
    wanted = None if seen.all_of_it else {*seen.projects, *siblings}
    rows = project_month_tuples(wanted, service_of=seen.service_of, internal=seen.all_of_it, through=month)
    rows = _with_more(rows, more)
    sums, service = _sorted_out(rows, own.currency)
    spent = expense_months(wanted, service_of=seen.service_of, through=month)
    from_file, service_from_file = costs_from_file(seen.projects, seen.service_of, any_known=seen.any_from_file)
    first, last = _months_of(rows, spent, {*seen.projects, 0})
    oldest = min([*(row[2] for row in rows), *(one.month for one in spent)], default=month)
    return Books(
        view=MoneyView(seen.right, cost_level(own)),
        currency=own.currency,
        agency=own,
        limits=own_limits(),
        accounts=seen.accounts,
        projects=seen.projects,
        whole=seen.whole,
        everything=seen.everything,
        agreements=agreements,
        deals=deals_of(agreements, siblings, sums, today, spent, with_hourly=with_hourly or not seen.all_of_it),
        sums=sums,
        service=service,
        from_file=from_file,
        service_from_file=service_from_file,
        outlay=outlay((row for row in spent if not row.project_id or row.project_id in seen.projects), own.currency),
        rates=monthly_rates(exchange_rates(), oldest, month),
        today=today,
        first=first or month,
        last=last or month,
    )


def whole_books(by: Actor, today: date, *, with_hourly: bool = False) -> Books:
    """Return all the books the actor can see, read once for a page that several parts fill."""
    return read_once(("books", by.person_id, today), lambda: books(by, today, with_hourly=with_hourly))


def _months_of(
    rows: Iterable[MonthTuple], spent: Iterable[ExpenseSum], shown: set[int]
) -> tuple[int | None, int | None]:
    """Return the first and the last month with time or spending on the projects shown."""
    months = {row[2] for row in rows if row[1] in shown} | {one.month for one in spent if one.project_id in shown}
    return min(months, default=None), max(months, default=None)


def _with_more(rows: tuple[MonthTuple, ...], more: Collection[MonthSum]) -> tuple[Any, ...]:
    """Return rows with those that aren't stored yet. Without any it returns the same object, a key found at once."""
    return (*rows, *[(one.account_id, one.project_id, *_tuple_of(one)) for one in more]) if more else rows


def _tuple_of(row: MonthSum) -> tuple[Any, ...]:
    return (row.month, row.cost_currency, row.value_currency, *row.sums)


def _sorted_out(rows: tuple[MonthTuple, ...], currency: str) -> Sorted:
    """Return rows by project and by account. Those of many projects are usually the ones of the page before."""
    if len(rows) < MANY:
        return _sort(rows, currency)
    return SORTED.get((currency, rows), lambda: _sort(rows, currency))


def _sort(rows: Iterable[MonthTuple], currency: str) -> Sorted:
    own: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    service: defaultdict[int, dict[int, Measures]] = defaultdict(dict)
    for row in rows:
        if row[1]:
            own[row[1]].append(NUMBERS(row[2:]))
        else:
            months = service[row[0]]
            months[row[2]] = months.get(row[2], NOTHING) + _month_row(row[2:], currency).sums.measures
    return {project: worked(months, currency) for project, months in own.items()}, dict(service)


def worked(rows: Iterable[tuple[Any, ...]], currency: str) -> Worked:
    """Return rows of (month, cost currency, value currency, *measures) for the rules, in the agency's currency."""
    key = tuple(sorted(rows))
    return WORKED.get((currency, key), lambda: Worked(_month_row(row, currency) for row in key))


def _month_row(row: tuple[Any, ...], currency: str) -> MonthRow:
    return _priced_row(row[0], row[1], row[2], SUMS(Measures._make(row[3:])), currency)


def month_row(row: MonthSum, currency: str) -> MonthRow:
    """Return a row of sums for the rules. Time with a cost in another currency than the agency's has no cost."""
    return _priced_row(row.month, row.cost_currency, row.value_currency, row.sums, currency)


def _priced_row(month: int, cost_currency: str, value_currency: str, sums: Measures, currency: str) -> MonthRow:
    if cost_currency and cost_currency != currency:
        sums = sums._replace(cost=0, uncosted_seconds=sums.seconds)
    return MonthRow(month, Sums(sums, currency, value_currency))


def cost_level(own: Agency) -> str:
    """Return the cost level for access to margins. An average over fewer than three people reveals a person's pay."""
    return agency_rules.effective_level(own.cost_level, kept("fewest heads of an average", _fewest_heads))


def _fewest_heads() -> Decimal | None:
    averages = CostRate.objects.filter(level=agency_rules.AVERAGE, heads__isnull=False)
    return averages.order_by("heads").values_list("heads", flat=True).first()


def monthly_rates(
    dated: Mapping[str, Sequence[tuple[date, Decimal]]], first: int, last: int
) -> dict[tuple[str, int], Decimal]:
    """Return the rate in force at each month's end, by (currency, month)."""
    rates: dict[tuple[str, int], Decimal] = {}
    for currency, rows in dated.items():
        for month in months_between(first, last):
            before = [rate for since, rate in rows if since <= last_day(month)]
            if before:
                rates[currency, month] = before[-1]
    return rates
