"""Permissions for emails."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_remove(person: Person, account: Account) -> Answer:
    """Return whether a person can remove emails of an account, and choose the project of a thread."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can remove emails.") % {"account": account.name}
    )
