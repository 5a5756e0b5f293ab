"""The card *At no charge* on the list of requests."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.scope.courtesy.figures import UNRATED, VALUED, entries_url
from amity.scope.courtesy.queries import CourtesyLeft, given_by_account, left_by_account, requests_given
from amity.scope.courtesy.rules import Given
from amity.scope.courtesy.sending import may_send
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats

MOST_ACCOUNTS: Final = 12


@dataclass(frozen=True, slots=True)
class CourtesyRow:
    """An account with what it had at no charge in a month, and what is left of its budgets."""

    account: Account
    requests: int
    used: Money
    unpriced_seconds: int
    left: Money | None
    may_send: bool
    used_url: str
    unpriced_url: str


@dataclass(frozen=True, slots=True)
class CourtesyCard:
    """The accounts of a month, those with most at no charge first."""

    month: str
    number: int
    rows: list[CourtesyRow]


def card(by: Actor, today: date) -> CourtesyCard | None:
    """Return the accounts with work at no charge in the current month, None for those who can't see fees."""
    person = person_of(by)
    if person.money_right < MoneyRight.FEE:
        return None
    every = person.has_role(*roles.SEES_EVERY_ACCOUNT)
    where = Q() if every else Q(of_handled_accounts(person))
    month = month_of(today)
    first, last = first_day(month), last_day(month)
    used: defaultdict[int, dict[str, Given]] = defaultdict(dict)
    for (account, currency), given in given_by_account(where, first, last).items():
        used[account][currency] = given
    asked = requests_given(where, first, last)
    ids = used.keys() | asked.keys()
    left = left_by_account(ids, today)
    accounts = Account.objects.filter(pk__in=ids).select_related("manager")
    rows = [
        _row(
            one,
            used.get(one.pk, {}),
            asked.get(one.pk, 0),
            left.get(one.pk, ()),
            month=month,
            may=bool(may_send(person, one)),
        )
        for one in accounts.prefetch_related(covers_along()).order_by("name")
    ]
    rows.sort(key=lambda one: -one.used.minor)
    return CourtesyCard(formats.month(month, year=False, prose=True), month, rows[:MOST_ACCOUNTS]) if rows else None


def _row(
    account: Account, used: Mapping[str, Given], asked: int, budgets: "list[CourtesyLeft] | tuple[()]", *,
    month: int, may: bool,
) -> CourtesyRow:  # fmt: skip
    own = used.get(account.currency, Given())
    unpriced = sum(one.unpriced_seconds for one in used.values())
    lefts = [one.left for one in budgets if one.left is not None and one.currency == account.currency]
    left = Money(sum(lefts), account.currency) if lefts else None
    urls = (entries_url(figure, account.pk, month) for figure in (VALUED, UNRATED))
    return CourtesyRow(account, asked, Money(own.standard, account.currency), unpriced, left, may, *urls)
