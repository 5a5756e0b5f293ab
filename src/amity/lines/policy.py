"""Permissions for lines. The account's managers write them, and finance, which imports them."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_write(person: Person, account: Account | None) -> Answer:
    """Return whether a person can write lines. Lines without an account belong to directors and finance."""
    if account is not None:
        return accounts.may_bring_in(person, account)
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE):
        return YES
    return no(_("Only directors and finance can edit lines of work without an account."))
