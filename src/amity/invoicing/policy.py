"""Permissions for invoices."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, MoneyRight, no

BRINGS = (roles.FINANCE, roles.ACCOUNT_DIRECTOR)


def may_see(person: Person) -> Answer:
    """Return whether the person can open lists of invoices: everyone who sees fees and isn't limited to projects."""
    if person.money_right < MoneyRight.FEE:
        return no(_("You don’t have access to fees. Ask an administrator."))
    if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, *roles.SEES_EVERY_ACCOUNT):
        return YES
    return no(_("Only account managers, directors, finance, business affairs, legal and executives can see invoices."))


def may_bring(person: Person) -> Answer:
    """Return whether the person can import invoices and undo that: finance and directors."""
    if person.has_role(*BRINGS):
        return YES
    return no(_("Only finance and directors can import invoices."))


def may_place(person: Person, account: Account) -> Answer:
    """Return whether the person can choose the quoted line of an invoice line: who manages the account, and finance."""
    if person.has_role(roles.FINANCE) or accounts.may_edit(person, account):
        return YES
    return no(_("Only the account manager, a director or finance can choose the quoted line."))
