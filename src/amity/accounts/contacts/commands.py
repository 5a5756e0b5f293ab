"""Add, change, retire and reactivate contacts.

Contacts are never deleted, because records of their statements name them.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import hooks, policy, queries, rules
from amity.accounts.contacts import queries as contact_queries
from amity.accounts.models import Contact
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import OneOf, Text, Whole, flat, tidied, value_of, write
from amity.ui.reader_format import LOCALE_OF


@dataclass(frozen=True, slots=True)
class ContactChanges:
    """The editable fields of a contact. A standing other than "" needs evidence: a source and a date."""

    name: Annotated[str, Text(200, needed=lazy("Enter a name."))]
    mail: Annotated[str, Text(254)] = ""
    phone: Annotated[str, Text(60)] = ""
    title: Annotated[str, Text(120)] = ""
    roles: tuple[str, ...] = ()
    standing: Annotated[str, OneOf(rules.STANDINGS, needed=False)] = ""
    standing_evidence: Annotated[str, Text(500)] = ""
    reports_to_id: int | None = None
    channel: Annotated[str, OneOf(rules.CHANNELS, needed=False)] = ""
    cadence_days: Annotated[int | None, Whole(1, 730)] = None
    language: Annotated[str, OneOf(tuple(LOCALE_OF), needed=False)] = ""
    is_shared: bool = False


@command
def add_contact(*, by: Actor, account_id: int, changes: ContactChanges, now: datetime) -> Contact:
    """Add a person at the client. Their address is unique within the account."""
    account = queries.account_seen_by(by, account_id)
    policy.may_bring_in(person_of(by), account).or_refuse()
    contact = Contact(account=account)
    clean = _put(contact, changes)
    contact.save(force_insert=True)
    _take(contact)
    trail.record("contact.added", subject=contact, by=by, at=now, changes=flat(clean))
    return contact


@command
def edit_contact(*, by: Actor, contact_id: int, version: int, changes: ContactChanges, now: datetime) -> Contact:
    """Change the fields of a contact."""
    contact = _contact_to_change(by, contact_id, version)
    before, address = flat(value_of(contact, ContactChanges)), contact.mail
    clean = _put(contact, changes)
    contact.save()
    if contact.mail != address:
        _free(address, now)
        _take(contact)
    trail.record("contact.edited", subject=contact, by=by, at=now, changes={"before": before, "after": flat(clean)})
    return contact


@command
def retire_contact(*, by: Actor, contact_id: int, version: int, now: datetime) -> Contact:
    """Mark a contact as having left the client. They no longer count for coverage."""
    contact = _contact_to_change(by, contact_id, version)
    if not contact.is_active:
        raise Refused(_("%(name)s has already been archived.") % {"name": contact.name})
    contact.is_active = False
    contact.save()
    _free(contact.mail, now)
    trail.record("contact.retired", subject=contact, by=by, at=now)
    return contact


@command
def bring_back_contact(*, by: Actor, contact_id: int, version: int, now: datetime) -> Contact:
    """Undo a contact's retirement."""
    contact = _contact_to_change(by, contact_id, version)
    if contact.is_active:
        raise Refused(_("%(name)s is already active.") % {"name": contact.name})
    contact.is_active = True
    contact.save()
    trail.record("contact.brought_back", subject=contact, by=by, at=now)
    return contact


def _take(contact: Contact) -> None:
    """Notify other parts that a contact has an address."""
    for taken in hooks.address_taken if contact.mail else ():
        taken(contact)


def _free(address: str, now: datetime) -> None:
    """Notify other parts that a contact no longer has an address."""
    for freed in hooks.address_freed:
        freed(address, now)


def _contact_to_change(by: Actor, contact_id: int, version: int) -> Contact:
    contact = contact_queries.contact_seen_by(by, contact_id, lock=True)
    policy.may_edit(person_of(by), contact.account).or_refuse()
    contact.expect(version)
    if contact.erased_at:
        raise Refused(_("This contact was erased, and can’t be changed."))
    return contact


def _put(contact: Contact, changes: ContactChanges) -> ContactChanges:
    clean = _checked(changes)
    _check_line_of_report(contact, clean.reports_to_id)
    if clean.mail and contact.account.contacts.filter(mail=clean.mail).exclude(pk=contact.pk).exists():
        raise Invalid(_("Another contact at this account already has this email address."), "mail")
    write(clean, contact)
    contact.roles = list(clean.roles)
    return clean


def _checked(changes: ContactChanges) -> ContactChanges:
    clean = tidied(replace(changes, mail=changes.mail.lower()))
    if clean.mail:
        try:
            validate_email(clean.mail)
        except ValidationError:
            raise Invalid(_("Enter a valid email address."), "mail") from None
    if not set(clean.roles) <= set(rules.CONTACT_ROLES):
        raise Invalid(_("Choose roles from the list."), "roles")
    if clean.standing and not clean.standing_evidence:
        raise Invalid(_("Enter the evidence: who said or did what, and when."), "standing_evidence")
    return replace(clean, roles=tuple(role for role in rules.CONTACT_ROLES if role in clean.roles))


def _check_line_of_report(contact: Contact, above: int | None) -> None:
    if above is None:
        return
    lines = dict(contact.account.contacts.values_list("pk", "reports_to_id"))
    if above not in lines:
        raise Invalid(_("Choose a contact at the same account."), "reports_to_id")
    if contact.pk and rules.runs_in_a_circle(lines, contact.pk, above):
        raise Invalid(_("This would make them report to themselves. Choose another contact."), "reports_to_id")
