"""Permissions for third-party rights, and for turning the module on."""

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.lines import policy as lines
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_keep_rights(person: Person, account: Account) -> Answer:
    """Return whether a person can change the rights of an account: those on its account team, business affairs or
    legal.
    """
    if person.has_role(roles.BUSINESS_AFFAIRS, roles.LEGAL):
        return YES
    return lines.may_write(person, account)


def may_switch_rights(person: Person) -> Answer:
    """Return whether the actor can switch third-party rights on or off for the whole agency."""
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.ADMINISTRATOR):
        return YES
    return no(_("Only directors and administrators can switch third-party rights on or off."))
