"""Who may erase a contact."""

from django.utils.translation import gettext as _

from amity.accounts import policy
from amity.accounts.models import Contact
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.permission import Answer, no


def may_erase(by: Actor, contact: Contact) -> Answer:
    """Return whether the actor can erase a contact, once."""
    if contact.erased_at:
        return no(_("This contact has already been erased."))
    return policy.may_erase(person_of(by), contact.account)
