"""Recognise the address of someone who was erased, so that reading a mailbox or a calendar again doesn't store it."""

import logging
import secrets
from collections.abc import Iterable

from django.utils.translation import gettext as _

from amity.accounts.erasure import rules
from amity.accounts.erasure.models import ErasedAddress, ErasureKey
from amity.accounts.models import Contact
from amity.agency.queries import agency_language
from amity.shared.sealing import Unsealable, seal, unseal
from amity.ui.reader_format import in_language

log = logging.getLogger("amity.erasure")


def erased_addresses() -> rules.ErasedAddresses:
    """Return the addresses of everyone who was erased. Without the key that sealed theirs, none is recognised."""
    digests = frozenset(ErasedAddress.objects.values_list("digest", flat=True))
    key = _key() if digests else None
    if key is None:
        return rules.ErasedAddresses()
    return rules.ErasedAddresses(key, digests, former_contact())


def remember(addresses: Iterable[str]) -> None:
    """Store the digests of addresses, inside the command that erases. Digests without a readable key are dropped."""
    key = _key()
    if key is None:
        ErasedAddress.objects.all().delete()
        key = secrets.token_bytes(32)
        ErasureKey.objects.update_or_create(pk=ErasureKey.ONLY, defaults={"sealed_key": seal(key.hex())})
    for address in addresses:
        ErasedAddress.objects.get_or_create(digest=rules.address_digest(key, address))


def forget(contact: Contact) -> None:
    """Drop the digest of an address that someone has entered again for a contact."""
    known = erased_addresses()
    if contact.mail in known:
        ErasedAddress.objects.filter(digest=rules.address_digest(known.key, contact.mail)).delete()


def former_contact() -> str:
    """Return what the name of someone who was erased is replaced by."""
    with in_language(agency_language()):
        return _("Former contact")


def _key() -> bytes | None:
    sealed = ErasureKey.objects.filter(pk=ErasureKey.ONLY).values_list("sealed_key", flat=True).first()
    if sealed is None:
        return None
    try:
        return bytes.fromhex(unseal(sealed))
    except Unsealable:
        log.warning("the key of erased addresses can't be read: they are no longer recognised")
        return None
