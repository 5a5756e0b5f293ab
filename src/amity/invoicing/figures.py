"""Sums of invoices for pages: receivables by age, realisation and collection, in the agency's currency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from amity.invoicing import queries
from amity.invoicing.exchange import Exchange
from amity.invoicing.models import OPEN
from amity.invoicing.rules import AGES, ISSUED, NOT_DUE, age_of, collection, realisation
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of, months_back, previous_month
from amity.shared.money import Money
from amity.timesheets.sums.queries import standard_values

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Billed:
    """One issued invoice as sums read it, amounts in minor units of `currency`."""

    issued_on: date
    due_on: date | None
    currency: str
    net: int
    total: int
    paid: int


@dataclass(frozen=True, slots=True)
class Receivables:
    """Open amounts by age in the agency's currency, and the currencies without an exchange rate, which are left out."""

    currency: str
    ages: Mapping[str, int]
    unconverted: frozenset[str]

    @property
    def total(self) -> Money:
        """Return everything that is open, credit notes taken off."""
        return Money(sum(self.ages.values()), self.currency)

    @property
    def overdue(self) -> Money:
        """Return what is past its due date."""
        return Money(sum(self.ages[age] for age in AGES[1:-1]), self.currency)

    def at(self, age: str) -> Money:
        """Return what is open of one age."""
        return Money(self.ages[age], self.currency)


@dataclass(frozen=True, slots=True)
class Year:
    """Realisation and collection of twelve whole months in basis points, None where they can't be calculated.

    `net` was invoiced and `standard` is the value of the time at the rate card; `due` fell due with tax, and of that
    `collected` was paid. `is_at_most`: some of the time has no standard value. `since` and `until` are its days.
    """

    net: Money
    standard: Money
    due: Money
    collected: Money
    realisation: int | None
    collection: int | None
    is_at_most: bool
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What pages show of invoices: those open on a day, and twelve whole months before it."""

    open: Receivables
    year: Year


def figures(by: Actor, today: date, account_id: int | None = None) -> Figures:
    """Return the figures of an account, or of all accounts whose invoices the actor can see, in two queries."""
    last = previous_month(month_of(today))
    first = months_back(last, MONTHS - 1)
    wanted = OPEN | Q(issued_on__range=queries.days_of(first, last))
    rows = _billed(by, wanted, account_id)
    span = queries.days_of(first, last)
    year = [row for row in rows if span[0] <= row.issued_on <= span[1]]
    return Figures(_receivables(rows, today), _year(year, first, last, _accounts(by, account_id)))


def receivables(by: Actor, today: date) -> Receivables:
    """Return the open amounts by age of the accounts whose invoices the actor can see, in one query."""
    return _receivables(_billed(by, OPEN, None), today)


def _billed(by: Actor, wanted: Q, account_id: int | None) -> Sequence[Billed]:
    rows = queries.invoices_seen_by(by).filter(wanted, status=ISSUED).order_by().select_related(None)
    if account_id is not None:
        rows = rows.filter(account=account_id)
    columns = rows.values_list("issued_on", "due_on", "currency", "net", "total", "paid")
    return [Billed(*row) for row in columns]


def _accounts(by: Actor, account_id: int | None) -> Sequence[int] | None:
    """Return the accounts to add up, None for all."""
    if account_id is not None:
        return [account_id]
    person = person_of(by)
    return None if person.has_role(*queries.SEES_ALL) else queries.account_ids_of(person)


def _receivables(rows: Iterable[Billed], today: date) -> Receivables:
    exchange, ages, missing = Exchange(), dict.fromkeys(AGES, 0), set[str]()
    for row in rows:
        left = row.total - row.paid
        amount = exchange.converted(left, row.currency, today)
        if amount is None and left:
            missing.add(row.currency)
        elif amount:
            ages[NOT_DUE if row.total < 0 else age_of(row.due_on, today)] += amount
    return Receivables(exchange.currency, ages, frozenset(missing))


def _year(rows: Sequence[Billed], first: int, last: int, accounts: Sequence[int] | None) -> Year:
    exchange, end = Exchange(), last_day(last)
    nets = [exchange.converted(row.net, row.currency, row.issued_on) for row in rows]
    standard, is_at_most = _standard(first, last, accounts, exchange)
    fell_due = [row for row in rows if row.due_on is None or row.due_on <= end]
    due = sum(exchange.converted(row.total, row.currency, row.issued_on) or 0 for row in fell_due)
    paid = sum(exchange.converted(row.paid, row.currency, row.issued_on) or 0 for row in fell_due)
    net = sum(amount or 0 for amount in nets)
    known = standard is not None and None not in nets
    return Year(
        net=Money(net, exchange.currency), standard=Money(standard or 0, exchange.currency),
        due=Money(due, exchange.currency), collected=Money(paid, exchange.currency),
        realisation=realisation(net, standard or 0) if known else None, collection=collection(paid, due),
        is_at_most=is_at_most, since=first_day(first), until=end,
    )  # fmt: skip


def _standard(
    first: int, last: int, accounts: Sequence[int] | None, exchange: Exchange
) -> tuple[int | None, bool]:  # fmt: skip
    """Return the standard value in the agency's currency at each month's rate, and whether some time has none."""
    total, without = 0, False
    for one in standard_values(first, last, accounts):
        without |= one.unpriced_seconds > 0
        if not one.minor:
            continue
        amount = exchange.converted(one.minor, one.currency, last_day(one.month))
        if amount is None:
            return None, without
        total += amount
    return total, without
