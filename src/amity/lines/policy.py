"""Permissions for lines: the account's managers write them, and finance, which imports them."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_write(person: Person, account: Account | None) -> Answer:
    """Open a line or add terms to it. Lines of work without an account are the directors' and finance's."""
    if account is not None:
        return accounts.may_bring_in(person, account)
    if person.has_role(roles.ACCOUNT_DIRECTOR, roles.FINANCE):
        return YES
    return no(_("Only directors and finance can edit lines of work without an account."))
