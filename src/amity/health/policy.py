"""Permissions for health: who sees it, and who sets its numbers."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no

SETS = (roles.FINANCE, roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR)


def may_see(person: Person, account: Account) -> Answer:
    """Return whether a person can see the health of an account: those with full access to it."""
    if accounts.sees_whole(person, account):
        return YES
    return no(_("Only people with full access to %(account)s can see its health.") % {"account": account.name})


def may_set_numbers(person: Person) -> Answer:
    """Return whether a person can set the weights: finance, directors and administrators."""
    if person.has_role(*SETS):
        return YES
    return no(_("Only finance, directors and administrators can set how health is calculated."))


def may_answer(person: Person, account: Account) -> Answer:
    """Return whether a person can say what the page could have shown: those responsible for the account."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can answer this.") % {"account": account.name}
    )


def may_see_portfolio(person: Person) -> bool:
    """Return whether a person can open the health of their accounts: those who may have any."""
    return person.has_role(*roles.SEES_EVERY_ACCOUNT, roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR)


def sees_margin(person: Person) -> bool:
    """Return whether a person sees margins in general."""
    return person.money_right >= MoneyRight.MARGIN
