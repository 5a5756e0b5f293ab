"""Erase a contact, as a person can ask of whoever keeps data about them."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts import hooks, policy
from amity.accounts.contacts.queries import contact_seen_by
from amity.accounts.erasure import addresses, rules, texts
from amity.accounts.models import Contact
from amity.audit import erasing, trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def erase_contact(*, by: Actor, contact_id: int, version: int, now: datetime) -> Contact:
    """Erase who a contact was. It can't be undone. Rows that name them name a former contact of the account."""
    contact = contact_seen_by(by, contact_id, lock=True)
    policy.may_erase(person_of(by), contact.account).or_refuse()
    contact.expect(version)
    if contact.erased_at:
        raise Refused(_("This contact has already been erased."))
    for guard in hooks.before_erase:
        guard(contact).or_refuse()
    who, address = _words_of(contact), contact.mail
    for erase in hooks.erased:
        erase(contact, now)
    theirs = texts.only_theirs(contact, who)
    erasing.erase(contact, theirs.every, instead=who.instead)
    changed = texts.erase(contact, who)
    _empty(contact, who.instead, now)
    addresses.remember(way for way in theirs.contacts if "@" in way)
    for keep in hooks.texts_erased:
        keep(changed, by, now)
    for freed in hooks.address_freed:
        freed(address, now)
    trail.record("contact.erased", subject=contact, by=by, at=now)
    return contact


def _words_of(contact: Contact) -> rules.Words:
    """Return their words, with the names and addresses that they had before."""
    before = erasing.values_of(contact, ("name", "mail", "phone"))
    ways = (contact.mail, contact.phone, *before["mail"], *before["phone"])
    return rules.words((contact.name, *before["name"]), ways, addresses.former_contact())


def _empty(contact: Contact, instead: str, now: datetime) -> None:
    """Leave a row that what happened can go on naming, and that says whose it was."""
    most = 200
    contact.refresh_from_db()
    contact.name = f"{instead} ({contact.account.name})"[:most]
    contact.mail = contact.phone = contact.title = contact.standing = contact.standing_evidence = ""
    contact.channel = contact.language = ""
    contact.roles, contact.reports_to, contact.cadence_days = [], None, None
    contact.is_active, contact.erased_at = False, now
    contact.save()
