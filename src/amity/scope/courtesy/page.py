"""The card *At no charge* on the list of requests, and the sentence in the dialog that logs one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.scope import policy, rules
from amity.scope.courtesy.queries import CourtesyLeft, courtesy_of, given_by_account, running
from amity.scope.courtesy.rules import Given
from amity.scope.courtesy.sending import may_send
from amity.scope.models import Request
from amity.scope.places import LIST
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats

NTH: Final[Mapping[int, str | Promise]] = {
    2: lazy("Second small request this month, %(amount)s at no charge."),
    3: lazy("Third small request this month, %(amount)s at no charge."),
    4: lazy("Fourth small request this month, %(amount)s at no charge."),
    5: lazy("Fifth small request this month, %(amount)s at no charge."),
    6: lazy("Sixth small request this month, %(amount)s at no charge."),
    7: lazy("Seventh small request this month, %(amount)s at no charge."),
    8: lazy("Eighth small request this month, %(amount)s at no charge."),
}
"""The sentence about a request at no charge by its number in the month."""
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
    asked = _requests(where, first, last)
    ids = used.keys() | asked.keys()
    left = _left_by_account(ids, today)
    accounts = Account.objects.filter(pk__in=ids).select_related("manager")
    rows = [
        _row(one, used.get(one.pk, {}), asked.get(one.pk, 0), left.get(one.pk, ()), may=bool(may_send(person, one)))
        for one in accounts.prefetch_related(covers_along()).order_by("name")
    ]
    rows.sort(key=lambda one: -one.used.minor)
    return CourtesyCard(formats.month(month, year=False, prose=True), month, rows[:MOST_ACCOUNTS]) if rows else None


def sentence(by: Actor, account: Account, today: date) -> str:
    """Return how much an account had at no charge this month and what is left, "" where there was nothing yet.

    For those who answer for the account and can see fees.
    """
    person = person_of(by)
    if not policy.may_see_courtesy(person, account):
        return ""
    month, own = month_of(today), Q(account=account.pk)
    given = given_by_account(own, first_day(month), last_day(month)).get((account.pk, account.currency), Given())
    asked = _requests(own, first_day(month), last_day(month)).get(account.pk, 0)
    if not asked and not given.standard:
        return ""
    amount = formats.money(Money(given.standard, account.currency), cents=False)
    first = NTH.get(asked + 1, _("This month: %(amount)s at no charge.")) % {"amount": amount}
    return " ".join(filter(None, (str(first), _left_words(_left_by_account([account.pk], today)[account.pk]))))


def list_of(account: Account) -> str:
    """Return the address of the list of an account's requests at no charge, closed ones too."""
    query: dict[str, str | int] = {"account": account.pk, "state": rules.AT_NO_CHARGE, "whose": "all", "closed": "on"}
    return f"{reverse(LIST)}?{urlencode(query)}"


def _left_words(budgets: list[CourtesyLeft]) -> str:
    known = [(one, one.left) for one in budgets if one.left is not None]
    if not known or len({one.currency for one, _left in known}) > 1:
        return ""
    currency = known[0][0].currency
    words = {
        "left": formats.money(Money(sum(left for _one, left in known), currency), cents=False),
        "budget": formats.money(Money(sum(one.budget or 0 for one, _left in known), currency), cents=False),
    }
    if all(one.first == one.last.replace(day=1) for one, _left in known):
        return _("%(left)s of %(budget)s is left this month.") % words
    if all(one.first != one.last.replace(day=1) for one, _left in known):
        return _("%(left)s of %(budget)s is left this quarter.") % words
    return _("%(left)s of %(budget)s is left.") % words


def _requests(where: Q, first: date, last: date) -> dict[int, int]:
    """Return how many requests of each account that were made between two dates were decided at no charge."""
    rows = Request.objects.filter(where, state=rules.AT_NO_CHARGE, asked_on__range=(first, last), account__isnull=False)
    return dict(Counter(dict(rows.order_by().values_list("account_id").annotate(Count("pk")))))


def _left_by_account(account_ids: "set[int] | list[int]", today: date) -> dict[int, list[CourtesyLeft]]:
    found: dict[int, list[CourtesyLeft]] = {one: [] for one in account_ids}
    for one in courtesy_of(running(account_ids), today).values():
        if one.account_id is not None:
            found[one.account_id].append(one)
    return found


def _row(
    account: Account, used: Mapping[str, Given], asked: int, budgets: "list[CourtesyLeft] | tuple[()]", *,
    may: bool,
) -> CourtesyRow:  # fmt: skip
    own = used.get(account.currency, Given())
    unpriced = sum(one.unpriced_seconds for one in used.values())
    lefts = [one.left for one in budgets if one.left is not None and one.currency == account.currency]
    left = Money(sum(lefts), account.currency) if lefts else None
    return CourtesyRow(account, asked, Money(own.standard, account.currency), unpriced, left, may)
