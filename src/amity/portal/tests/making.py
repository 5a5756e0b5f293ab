"""Visitors for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from amity.accounts.models import Contact
from amity.people.models import Person
from amity.portal.visitors import cookie, rules
from amity.portal.visitors.models import Device
from amity.portal.visitors.queries import visitor_with
from amity.portal.visitors.visitor import Visitor

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

TOKEN = "the-token-of-a-device"


def signed_in(contact: Contact, *, now: datetime | None = None, token: str = TOKEN) -> Visitor:
    """Sign a device in for a contact's address, and return its visitor."""
    at = now or timezone.now()
    Device.objects.create(
        address=contact.mail, token_hash=rules.token_hash(token), name="Firefox, Windows", opened_at=at, used_at=at,
        expires_at=at + rules.DEVICE_LASTS,
    )  # fmt: skip
    visitor = visitor_with(token, at)
    assert visitor is not None
    return visitor


def browser_of(contact: Contact, *, token: str = TOKEN) -> Client:
    """Return a browser that is signed in for a contact."""
    signed_in(contact, token=token)
    client = Client()
    client.cookies[cookie.NAME] = token
    return client


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Sign a contact of the account in on a device."""
    cleo = Contact.objects.get(name="Cleo Client")
    signed_in(cleo)
    return {"device_token": TOKEN, "code_reference": "6a2f41a3-c54c-4e3b-8f0e-2f2a5d1f7d10"}


def grow(scene: "Scene", rows: int) -> None:
    """Sign the contact in on further devices."""
    cleo = Contact.objects.get(name="Cleo Client")
    for number in range(rows):
        signed_in(cleo, token=f"{TOKEN}-{number}")
