"""Permissions for account reviews: those who see the account whole read them, those responsible prepare them."""

from typing import Any

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, MoneyRight, no


def may_read(person: Person, account: Account) -> Answer:
    """Return whether a person can read the reviews of an account: those with full access to it."""
    if accounts.sees_whole(person, account):
        return YES
    return no(_("Only people with full access to %(account)s can see its reviews.") % {"account": account.name})


def may_prepare(person: Person, account: Account) -> Answer:
    """Return whether a person can prepare and release reviews: the account manager, a stand-in, and directors."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can prepare its reviews.")
        % {"account": account.name}
    )


def reads(by: Actor, account: Any) -> bool:
    """Return whether the actor can read the reviews of an account."""
    return bool(may_read(person_of(by), account))


def prepares(by: Actor, account: Any) -> bool:
    """Return whether the actor can prepare the reviews of an account."""
    return bool(may_prepare(person_of(by), account))


def may_release(person: Person, account: Account, *, names_money: bool) -> Answer:
    """Return whether a person can release a review: who prepares it, and sees the fees it names."""
    if names_money and person.money_right < MoneyRight.FEE:
        return no(_("This review names fees. Only people with access to fees can release it."))
    return may_prepare(person, account)
