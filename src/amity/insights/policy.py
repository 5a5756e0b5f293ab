"""Permissions for insights: everyone who works for a client reads them, its account manager and director decide."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_choose(person: Person, account: Account) -> Answer:
    """Return whether a person can choose sources and terms of an account, and keep and dismiss its stories."""
    if accounts.answers_for(person, account):
        return YES
    return no(
        _("Only the account manager and the director of %(account)s can choose its insights.")
        % {"account": account.name}
    )
