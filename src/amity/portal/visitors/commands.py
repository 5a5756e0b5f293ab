"""Ask for a code, sign in with it, confirm with a fresh one, and end devices."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from amity.accounts.contacts.queries import contact_seen_by
from amity.audit import trail
from amity.people.queries import person_of
from amity.portal import policy
from amity.portal.visitors import rules
from amity.portal.visitors.models import Device, EmailedCode
from amity.portal.visitors.queries import contacts_with, open_devices
from amity.portal.visitors.visitor import Visitor, actor_of_contact
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.rows.deleting import delete_in_steps


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A device that has just signed in, with the token for its cookie."""

    token: str
    visitor: Visitor


@command
def ask_code(*, address: str, network: str, now: datetime) -> UUID:
    """Record that an address wants a code for signing in, and return its reference. The worker sends it.

    Unknown addresses do the same work, and get the same answer. Raise `Refused` if there were too many.
    """
    return _ask(rules.SIGN_IN, address.strip().lower()[:254], network, now).reference


@command
def ask_fresh_code(*, visitor: Visitor, about: str, network: str, now: datetime) -> UUID:
    """Ask for a code that confirms one thing on one device: a price or a signature. Return its reference."""
    return _ask(rules.FRESH, visitor.address, network, now, about=about, device_id=visitor.device_id).reference


def _ask(
    purpose: str, address: str, network: str, now: datetime, *, about: str = "", device_id: int | None = None
) -> EmailedCode:
    recent = EmailedCode.objects.filter(asked_at__gt=now - rules.DAY)
    asked = recent.filter(address=address).values_list("asked_at", "network")
    of_network = recent.filter(network=network, asked_at__gt=now - rules.HOUR).values_list("asked_at", flat=True)
    if rules.too_many([(at, one == network) for at, one in asked], list(of_network), now):
        raise Refused(_("Too many codes were requested. Wait 15 minutes, then try again."))
    return EmailedCode.objects.create(
        purpose=purpose, address=address, network=network, about=about, device_id=device_id, asked_at=now,
        expires_at=now + rules.CODE_LASTS,
    )  # fmt: skip


@command
def enter_code(*, reference: UUID, code: str, network: str, device: str, now: datetime) -> SignedIn | None:
    """Sign a device in for 30 days. Return None for a wrong, used or expired code, whose try stays counted."""
    row = _tried(reference, rules.SIGN_IN, code, now)
    contacts = tuple(contacts_with(row.address)) if row else ()
    if row is None or not contacts:
        return None
    token = secrets.token_urlsafe(32)
    opened = Device.objects.create(
        address=row.address, token_hash=rules.token_hash(token), name=device, network=network, opened_at=now,
        used_at=now, expires_at=now + rules.DEVICE_LASTS,
    )  # fmt: skip
    for contact in contacts:
        trail.record(
            "portal.signed_in", subject=contact, by=actor_of_contact(contact), at=now,
            changes={"device": device, "address": network},
        )  # fmt: skip
    return SignedIn(token, Visitor(row.address, contacts, opened.pk, now))


@command
def use_fresh_code(*, visitor: Visitor, reference: UUID, about: str, code: str, now: datetime) -> bool:
    """Use up a fresh code for what it was asked for, on the device that asked. Return whether it was right."""
    return _tried(reference, rules.FRESH, code, now, about=about, device_id=visitor.device_id) is not None


def _tried(
    reference: UUID, purpose: str, code: str, now: datetime, *, about: str = "", device_id: int | None = None
) -> EmailedCode | None:
    """Count a try, and use the code up if it is right. Nothing is raised, because a wrong try must stay counted."""
    rows = EmailedCode.objects.filter(
        reference=reference, purpose=purpose, about=about, used_at=None, expires_at__gt=now, tries__lt=rules.TRIES
    )
    rows = rows.filter(device=None) if device_id is None else rows.filter(device=device_id)
    if not rows.update(tries=F("tries") + 1):
        return None
    row = EmailedCode.objects.get(reference=reference)
    given = rules.code_hash(settings.SECRET_KEY, str(reference), rules.typed_code(code))
    if not rules.is_code(row.code_hash, given):
        return None
    won = EmailedCode.objects.filter(pk=row.pk, used_at=None).update(used_at=now)
    return row if won else None


@command
def note_use(*, device_id: int, now: datetime) -> None:
    """Record that a device was used, at most every five minutes."""
    Device.objects.filter(pk=device_id, used_at__lte=now - rules.USED_AGAIN).update(used_at=now)


@command
def sign_out(*, visitor: Visitor, now: datetime) -> None:
    """End the visitor's own device."""
    if Device.objects.filter(pk=visitor.device_id, ended_at=None).update(ended_at=now):
        for contact in visitor.contacts:
            trail.record("portal.signed_out", subject=contact, by=actor_of_contact(contact), at=now)


@command
def end_devices(*, by: Actor, contact_id: int, now: datetime) -> int:
    """Sign a contact out everywhere, as the account manager. Return the number of devices."""
    contact = contact_seen_by(by, contact_id, lock=True)
    policy.may_manage(person_of(by), contact).or_refuse()
    ended = open_devices(now).filter(address=contact.mail).update(ended_at=now) if contact.mail else 0
    if ended:
        trail.record("portal.devices_ended", subject=contact, by=by, at=now, changes={"devices": ended})
    return ended


def end_devices_without_contact(address: str, now: datetime) -> None:
    """End the devices of an address that no active contact has any more. Runs in the command that changed a contact."""
    if address and not contacts_with(address).exists():
        open_devices(now).filter(address=address).update(ended_at=now)


def forget_old(now: datetime) -> int:
    """Delete codes of the days before yesterday, and devices that ended a month ago. Return how many."""
    codes = delete_in_steps(EmailedCode.objects.filter(asked_at__lt=now - rules.CODES_KEPT))
    return codes + delete_in_steps(Device.objects.filter(expires_at__lt=now - rules.DEVICE_LASTS))
