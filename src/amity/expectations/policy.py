"""Permissions for expectations: anyone who can record what the client wants."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.expectations.models import Expectation
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_record(person: Person, account: Account) -> Answer:
    """Return whether a person can record expectations: those responsible for the account or its projects."""
    return accounts.may_keep(person, account)


def may_change(person: Person, expectation: Expectation) -> Answer:
    """Return whether a person can change an expectation: the same people, and the colleague who made the promise."""
    if expectation.promised_by_id == person.pk or accounts.may_keep(person, expectation.account):
        return YES
    return no(_("Only people who work with this client can update its expectations."))
