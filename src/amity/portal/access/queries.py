"""The rights of contacts."""

from collections.abc import Iterable, Mapping

from amity.accounts.contacts.queries import contact_seen_by
from amity.accounts.models import Contact
from amity.people.queries import person_of
from amity.portal import policy
from amity.portal.access.models import Access
from amity.portal.access.rules import AccessFields
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.values import value_of


def access_of(contacts: Iterable[Contact]) -> Mapping[int, AccessFields]:
    """Return the rights of contacts by their id, in one query."""
    ids = tuple(one.pk for one in contacts)
    rows = once_a_page(("rights of contacts", ids), lambda: list(Access.objects.filter(contact__in=ids)))
    return dict.fromkeys(ids, AccessFields()) | {row.contact_id: value_of(row, AccessFields) for row in rows}


def access_seen_by(by: Actor, contact_id: int, *, lock: bool = False) -> Access:
    """Return a contact's rights to those who can set them. Without a row it is a new one, which isn't saved."""
    contact = contact_seen_by(by, contact_id, lock=lock)
    policy.may_manage(person_of(by), contact).or_refuse()
    return Access.objects.filter(contact=contact).first() or Access(contact=contact, version=0)
