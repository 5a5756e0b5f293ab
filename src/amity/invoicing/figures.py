"""Sums of invoices for pages: receivables by age, realisation and collection, in the agency's currency."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from amity.invoicing import queries
from amity.invoicing.exchange import Exchange
from amity.invoicing.models import OPEN
from amity.invoicing.rules import AGES, ISSUED, NOT_DUE, age_of, collection, realisation
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import last_day, month_of, months_back, previous_month
from amity.shared.money import Money
from amity.timesheets.sums.queries import standard_values

MONTHS = 12


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
class Invoiced:
    """Realisation and collection of twelve whole months in basis points, None where they can't be calculated.

    `net` was invoiced and `standard` is the value of the time at the rate card; `due` fell due with tax, and of that
    `collected` was paid. `is_at_most`: some of the time has no standard value.
    """

    first: int
    last: int
    net: Money
    standard: Money
    due: Money
    collected: Money
    realisation: int | None
    collection: int | None
    is_at_most: bool


def receivables(by: Actor, today: date, account_id: int | None = None) -> Receivables:
    """Return the open amounts by age of the accounts whose invoices the actor can see, in one query."""
    rows = queries.invoices_seen_by(by).filter(OPEN).order_by().select_related(None)
    if account_id is not None:
        rows = rows.filter(account=account_id)
    exchange, ages, missing = Exchange(), dict.fromkeys(AGES, 0), set[str]()
    for due_on, currency, total, paid in rows.values_list("due_on", "currency", "total", "paid"):
        amount = exchange.converted(total - paid, currency, today)
        if amount is None:
            missing.add(currency)
        else:
            ages[NOT_DUE if total < 0 else age_of(due_on, today)] += amount
    return Receivables(exchange.currency, ages, frozenset(missing))


def invoiced(by: Actor, today: date, account_id: int | None = None) -> Invoiced:
    """Return realisation and collection of the last twelve whole months, in three queries."""
    last = previous_month(month_of(today))
    first = months_back(last, MONTHS - 1)
    accounts = _accounts(by, account_id)
    net = queries.net_invoiced(first, last, accounts)
    standard, is_at_most = _standard(first, last, accounts, Exchange())
    due, collected = _due(by, first, last, account_id)
    invoiced_net = sum(net.months.values())
    known = standard is not None and not net.unconverted
    return Invoiced(
        first=first, last=last, net=Money(invoiced_net, net.currency), standard=Money(standard or 0, net.currency),
        due=Money(due, net.currency), collected=Money(collected, net.currency),
        realisation=realisation(invoiced_net, standard or 0) if known else None,
        collection=collection(collected, due), is_at_most=is_at_most,
    )  # fmt: skip


def _accounts(by: Actor, account_id: int | None) -> Collection[int] | None:
    """Return the accounts to add up, None for all."""
    if account_id is not None:
        return [account_id]
    person = person_of(by)
    if person.has_role(*queries.SEES_ALL):
        return None
    return queries.account_ids_of(person)


def _standard(first: int, last: int, accounts: Collection[int] | None, exchange: Exchange) -> tuple[int | None, bool]:
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


def _due(by: Actor, first: int, last: int, account_id: int | None) -> tuple[int, int]:
    """Return what fell due in some months, with tax, and what was paid of it. Credit notes are set off."""
    rows = queries.invoices_seen_by(by).filter(status=ISSUED, issued_on__range=queries.days_of(first, last))
    if account_id is not None:
        rows = rows.filter(account=account_id)
    exchange, sums = Exchange(), defaultdict[str, int](int)
    plain = rows.order_by().select_related(None)
    for issued_on, due_on, currency, total, paid in plain.values_list(
        "issued_on", "due_on", "currency", "total", "paid"
    ):
        if due_on is not None and due_on > last_day(last):
            continue
        for key, minor in (("due", total), ("collected", paid)):
            sums[key] += exchange.converted(minor, currency, issued_on) or 0
    return sums["due"], sums["collected"]
