"""Permissions for practices and recommendations."""

from django.utils.translation import gettext as _

from amity.accounts import policy as accounts
from amity.accounts.models import Account
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no

KEEP_LIBRARY = (roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR)
RECOMMEND = (*KEEP_LIBRARY, roles.PROJECT_MANAGER)


def may_keep_library(person: Person) -> Answer:
    """Return whether a person can write practices: account managers and directors."""
    if person.has_role(*KEEP_LIBRARY):
        return YES
    return no(_("Only account managers and directors can change practices."))


def may_recommend(person: Person, account: Account) -> Answer:
    """Return whether a person can write a recommendation and record the answer: those who record what clients want."""
    return accounts.may_keep(person, account)
