"""Sentences about work at no charge, while a request is logged."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.scope import rules
from amity.scope.courtesy.queries import CourtesyLeft, given_by_account, requests_given
from amity.scope.courtesy.rules import Given
from amity.scope.places import LIST
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.money import Money
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


def sentence(account: Account, budgets: Sequence[CourtesyLeft], today: date) -> str:
    """Return how much an account had at no charge this month and what is left, "" where there was nothing yet."""
    month, own = month_of(today), Q(account=account.pk)
    given = given_by_account(own, first_day(month), last_day(month)).get((account.pk, account.currency), Given())
    asked = requests_given(own, first_day(month), last_day(month)).get(account.pk, 0)
    if not asked and not given.standard:
        return ""
    amount = formats.money(Money(given.standard, account.currency), cents=False)
    first = NTH.get(asked + 1, _("This month: %(amount)s at no charge.")) % {"amount": amount}
    return " ".join(filter(None, (str(first), _left_words(budgets))))


def list_of(account: Account, month: int | None = None) -> str:
    """Return the address of the list of an account's requests at no charge, closed ones too; of a month (YYYYMM)."""
    query: dict[str, str | int] = {"account": account.pk, "state": rules.AT_NO_CHARGE, "whose": "all", "closed": "on"}
    query |= {"month": month} if month else {}
    return f"{reverse(LIST)}?{urlencode(query)}"


def left_of(budgets: Sequence[CourtesyLeft]) -> Money | None:
    """Return what is left of some budgets together, None where none is known or they are in several currencies."""
    known = [(one.currency, one.left) for one in budgets if one.left is not None]
    if len({currency for currency, _left in known}) != 1:
        return None
    return Money(sum(left for _currency, left in known), known[0][0])


def after_this(budgets: Sequence[CourtesyLeft], price: Money | None) -> str:
    """Return what one more request at this price would leave, "" where that isn't known."""
    left = left_of(budgets)
    if left is None or price is None or left.currency != price.currency:
        return ""
    rest = left.minor - price.minor
    amount = formats.money(Money(abs(rest), left.currency), cents=False)
    if rest < 0:
        return _("Done at no charge, this one would go %(amount)s above what is left.") % {"amount": amount}
    return _("Done at no charge, this one would leave %(amount)s.") % {"amount": amount}


def _left_words(budgets: Sequence[CourtesyLeft]) -> str:
    known, left = [one for one in budgets if one.left is not None], left_of(budgets)
    if left is None:
        return ""
    words = {
        "left": formats.money(left, cents=False),
        "budget": formats.money(Money(sum(one.budget or 0 for one in known), left.currency), cents=False),
    }
    if all(one.first == one.last.replace(day=1) for one in known):
        return _("%(left)s of %(budget)s is left this month.") % words
    if all(one.first != one.last.replace(day=1) for one in known):
        return _("%(left)s of %(budget)s is left this quarter.") % words
    return _("%(left)s of %(budget)s is left.") % words
