"""Find the visitor of a device, and the devices of a contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, DateTimeField, QuerySet

from amity.accounts.models import Contact
from amity.portal.visitors import rules
from amity.portal.visitors.models import Device
from amity.portal.visitors.visitor import Visitor
from amity.shared.rows.prepared import Given, Prepared


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A signed-in device as the account manager sees it."""

    reference: UUID
    name: str
    opened_at: datetime
    used_at: datetime


def contacts_with(address: Any) -> QuerySet[Contact]:
    """Return the active contacts with an email address, which is stored in small letters."""
    rows = Contact.objects.filter(mail=address, is_active=True).exclude(mail="")
    return rows.select_related("account__manager", "account__director").order_by("pk")


def open_devices(now: Any) -> QuerySet[Device]:
    """Return the devices that are signed in."""
    return Device.objects.filter(ended_at=None, expires_at__gt=now)


WITH_TOKEN: Final = Prepared(
    lambda: open_devices(Given("now", DateTimeField())).filter(token_hash=Given("token_hash", CharField()))
)
WITH_ADDRESS: Final = Prepared(lambda: contacts_with(Given("address", CharField())))
"""Both are asked for each page of a client's."""


def visitor_with(token: str, now: datetime) -> Visitor | None:
    """Return who a device's token belongs to. None if it ended, or if its address is no active contact's any more."""
    device = WITH_TOKEN.row({"now": now, "token_hash": rules.token_hash(token)}) if token else None
    if device is None:
        return None
    contacts = tuple(WITH_ADDRESS.rows({"address": device.address}))
    return Visitor(device.address, contacts, device.pk, device.used_at) if contacts else None


def devices_of(contact: Contact, now: datetime) -> Sequence[DeviceRow]:
    """Return a contact's signed-in devices, last used first. Those of an address are all its contacts'."""
    if not contact.mail:
        return ()
    rows = open_devices(now).filter(address=contact.mail).order_by("-used_at", "-pk")
    return [DeviceRow(row.reference, row.name, row.opened_at, row.used_at) for row in rows]
