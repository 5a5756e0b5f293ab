"""Permissions for the client's side: who can set what a contact sees."""

from amity.accounts import policy as accounts
from amity.accounts.models import Contact
from amity.people.models import Person
from amity.shared.permission import Answer


def may_manage(person: Person, contact: Contact) -> Answer:
    """Return whether a person can set what a contact sees and end their devices: those who can edit the account."""
    return accounts.may_edit(person, contact.account)
