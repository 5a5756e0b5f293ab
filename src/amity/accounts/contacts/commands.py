"""Add, change, retire and reactivate contacts.

Contacts are never deleted, because records of what they said name them.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from amity.accounts import policy, queries, rules
from amity.accounts.contacts import queries as contact_queries
from amity.accounts.models import Account, Contact
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.texts import one_line, within
from amity.ui.ways import LOCALE_OF


@dataclass(frozen=True, slots=True)
class ContactChanges:
    """The editable fields of a contact. A standing other than "" needs evidence: who said or did what, and when."""

    name: str
    mail: str = ""
    phone: str = ""
    title: str = ""
    roles: tuple[str, ...] = ()
    standing: str = ""
    standing_evidence: str = ""
    reports_to_id: int | None = None
    channel: str = ""
    cadence_days: int | None = None
    language: str = ""


@command
def add_contact(*, by: Actor, account_id: int, changes: ContactChanges, now: datetime) -> Contact:
    """Add a person at the client. Their address is unique within the account."""
    account = queries.account_seen_by(by, account_id)
    policy.may_bring_in(person_of(by), account).or_refuse()
    contact = Contact(account=account)
    said = _put(contact, changes)
    contact.save(force_insert=True)
    trail.record("contact.added", subject=contact, by=by, at=now, changes=asdict(said))
    return contact


@command
def edit_contact(*, by: Actor, contact_id: int, version: int, changes: ContactChanges, now: datetime) -> Contact:
    """Change the fields of a contact."""
    contact = _contact_to_change(by, contact_id, version)
    before = asdict(fields_of(contact))
    said = _put(contact, changes)
    contact.save()
    trail.record("contact.edited", subject=contact, by=by, at=now, changes={"before": before, "after": asdict(said)})
    return contact


@command
def retire_contact(*, by: Actor, contact_id: int, version: int, now: datetime) -> Contact:
    """Mark a contact as having left the client. They no longer count for coverage."""
    contact = _contact_to_change(by, contact_id, version)
    if not contact.is_active:
        raise Refused(_("%(name)s has already been archived.") % {"name": contact.name})
    contact.is_active = False
    contact.save()
    trail.record("contact.retired", subject=contact, by=by, at=now)
    return contact


@command
def bring_back_contact(*, by: Actor, contact_id: int, version: int, now: datetime) -> Contact:
    """Take a retirement back."""
    contact = _contact_to_change(by, contact_id, version)
    if contact.is_active:
        raise Refused(_("%(name)s is already active.") % {"name": contact.name})
    contact.is_active = True
    contact.save()
    trail.record("contact.brought_back", subject=contact, by=by, at=now)
    return contact


def fields_of(contact: Contact) -> ContactChanges:
    """Return the current fields of a contact for its form."""
    return ContactChanges(
        name=contact.name,
        mail=contact.mail,
        phone=contact.phone,
        title=contact.title,
        roles=tuple(contact.roles),
        standing=contact.standing,
        standing_evidence=contact.standing_evidence,
        reports_to_id=contact.reports_to_id,
        channel=contact.channel,
        cadence_days=contact.cadence_days,
        language=contact.language,
    )


def _contact_to_change(by: Actor, contact_id: int, version: int) -> Contact:
    contact = contact_queries.contact_seen_by(by, contact_id, lock=True)
    policy.may_edit(person_of(by), contact.account).or_refuse()
    contact.expect(version)
    return contact


def _put(contact: Contact, changes: ContactChanges) -> ContactChanges:
    said = _checked(contact.account, changes)
    _check_line_of_report(contact, said.reports_to_id)
    if said.mail and contact.account.contacts.filter(mail=said.mail).exclude(pk=contact.pk).exists():
        raise Invalid(_("Another contact at this account already has this email address."), "mail")
    contact.name, contact.mail, contact.phone, contact.title = said.name, said.mail, said.phone, said.title
    contact.roles, contact.standing = list(said.roles), said.standing
    contact.standing_evidence, contact.reports_to_id = said.standing_evidence, said.reports_to_id
    contact.channel, contact.cadence_days, contact.language = said.channel, said.cadence_days, said.language
    return said


def _checked(account: Account, changes: ContactChanges) -> ContactChanges:
    name, mail = one_line(changes.name, 200, "name"), changes.mail.strip().lower()
    if not name:
        raise Invalid(_("Enter a name."), "name")
    if mail:
        try:
            validate_email(mail)
        except ValidationError:
            raise Invalid(_("Enter a valid email address."), "mail") from None
    if not set(changes.roles) <= set(rules.CONTACT_ROLES):
        raise Invalid(_("Choose roles from the list."), "roles")
    if changes.standing and changes.standing not in rules.STANDINGS:
        raise Invalid(_("Choose from the list."), "standing")
    evidence = within(changes.standing_evidence, 500, "standing_evidence")
    if changes.standing and not evidence:
        raise Invalid(_("Enter the evidence: who said or did what, and when."), "standing_evidence")
    if changes.channel and changes.channel not in rules.CHANNELS:
        raise Invalid(_("Choose from the list."), "channel")
    if changes.cadence_days is not None and not 1 <= changes.cadence_days <= 730:
        raise Invalid(_("Enter 1 to 730 days."), "cadence_days")
    if changes.language and changes.language not in LOCALE_OF:
        raise Invalid(_("Choose a language from the list."), "language")
    ordered = tuple(role for role in rules.CONTACT_ROLES if role in changes.roles)
    phone, title = within(changes.phone, 60, "phone"), within(changes.title, 120, "title")
    return replace(changes, name=name, mail=mail, roles=ordered, standing_evidence=evidence, phone=phone, title=title)


def _check_line_of_report(contact: Contact, above: int | None) -> None:
    if above is None:
        return
    lines = dict(contact.account.contacts.values_list("pk", "reports_to_id"))
    if above not in lines:
        raise Invalid(_("Choose a contact at the same account."), "reports_to_id")
    if contact.pk and rules.runs_in_a_circle(lines, contact.pk, above):
        raise Invalid(_("This would make them report to themselves. Choose another contact."), "reports_to_id")
