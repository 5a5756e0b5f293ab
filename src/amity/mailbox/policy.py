"""Permissions for emails."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_remove(person: Person, account: Account) -> Answer:
    """Return whether a person can remove emails of an account: those who answer for it."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can remove emails.") % {"account": account.name}
    )


def may_assign(person: Person, account: Account) -> Answer:
    """Return whether a person can assign a thread to a project: those who answer for its account."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the directors of %(account)s can change the project of emails.")
        % {"account": account.name}
    )
