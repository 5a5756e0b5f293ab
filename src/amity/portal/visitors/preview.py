"""The contact whose pages an account manager opens as the client sees them."""

from amity.accounts.contacts.queries import contact_seen_by
from amity.accounts.models import Contact
from amity.people.queries import person_of
from amity.portal import policy
from amity.shared.actor import Actor


def contact_to_preview(by: Actor, contact_id: int) -> Contact:
    """Return a contact for those who can manage what they see, or raise."""
    contact = contact_seen_by(by, contact_id)
    policy.may_manage(person_of(by), contact).or_refuse()
    return contact
