"""Seal secrets that Amity has to read again, with the instance's signing keys, so that the database alone is no use."""

import base64
import hashlib
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_PURPOSE: Final = b"amity.sealing\n"


class Unsealable(ValueError):
    """The text was sealed with a key that this instance no longer has."""


def seal(text: str) -> str:
    """Return the text sealed with the newest key."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the text that was sealed. Raise `Unsealable` if the key is gone."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unsealable("sealed with a key that is gone") from None


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(_PURPOSE + key.encode()).digest())
