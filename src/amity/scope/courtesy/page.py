"""The card *At no charge* on the list of requests."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.agency.queries import limit
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.scope.courtesy.figures import UNRATED, VALUED, entries_url, used_url
from amity.scope.courtesy.queries import HOURS, SHARE, CourtesyLeft, given_by_account, left_by_account, requests_given
from amity.scope.courtesy.rules import Given
from amity.scope.courtesy.sending import may_send
from amity.scope.courtesy.sentences import list_of
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats

MOST_ACCOUNTS: Final = 12


@dataclass(frozen=True, slots=True)
class LeftPart:
    """The budget of an agreement in its current period, what is used and left, and the entries that used it."""

    agreement: str
    period: str
    budget: Money
    used: Money
    left: Money
    url: str


@dataclass(frozen=True, slots=True)
class CourtesyRow:
    """An account with what it had at no charge in a month, and what is left of its budgets, in `parts`."""

    account: Account
    requests: int
    requests_url: str
    used: Money
    unpriced_seconds: int
    left: Money | None
    parts: list[LeftPart]
    may_send: bool
    used_url: str
    unpriced_url: str

    @property
    def is_exceeded(self) -> bool:
        """Return whether more than a budget is used."""
        return any(one.used.minor > one.budget.minor for one in self.parts)


@dataclass(frozen=True, slots=True)
class CourtesyCard:
    """The accounts of a month, those with most at no charge first."""

    month: str
    number: int
    rows: list[CourtesyRow]

    @property
    def budgets(self) -> str:
        """Return how a budget is calculated."""
        share = limit(SHARE)
        places = 1 if share % 100 else 0
        words = {"share": formats.percent(share, places=places), "hours": formats.hours(limit(HOURS), "words")}
        return _("Each budget is the larger of %(share)s of the fee and %(hours)s at the hourly rate.") % words


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
    used_of_month = Money(used.get(account.currency, Given()).standard, account.currency)
    unpriced = sum(one.unpriced_seconds for one in used.values())
    parts = [_part(one) for one in budgets if one.budget is not None and one.currency == account.currency]
    left = Money(sum(one.left.minor for one in parts), account.currency) if parts else None
    urls = (entries_url(figure, account.pk, month) for figure in (VALUED, UNRATED))
    return CourtesyRow(
        account, asked, list_of(account, month), used_of_month, unpriced, left, parts, may, *urls
    )  # fmt: skip


def _part(one: CourtesyLeft) -> LeftPart:
    budget, used, left = (Money(minor or 0, one.currency) for minor in (one.budget, one.used.standard, one.left))
    url = used_url(one.agreement_id, one.first, one.last) if one.used.standard else ""
    return LeftPart(one.agreement, formats.days(one.first, one.last), budget, used, left, url)
