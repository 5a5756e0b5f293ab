"""Permissions for expectations: anyone who can record what the client wants."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.expectations.models import Expectation
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_record(person: Person, account: Account) -> Answer:
    """Allow those responsible for the account, and those who run its projects."""
    return accounts.may_keep(person, account)


def may_change(person: Person, expectation: Expectation) -> Answer:
    """Allow the same people, and for a promise also the colleague who made it."""
    if expectation.promised_by_id == person.pk or accounts.may_keep(person, expectation.account):
        return YES
    return no(_("Only people who work with this client can update its expectations."))
