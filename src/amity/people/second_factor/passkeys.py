"""The ceremony of passkeys: what the browser is asked, and whether its answer fits. The session has the challenge."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.shared.errors import Invalid

WRONG = (ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What the library raises on an answer that isn't one of a browser."""


def registration_options(person: Person) -> str:
    """Return what the browser needs to make a passkey, as JSON. The passkey can sign in without a password."""
    return json.dumps(auth.begin_registration(person, passwordless=True))


def registered(answer: str) -> dict[str, Any]:
    """Return the credential the browser has made. Raise `Invalid` if it doesn't fit the challenge."""
    with _verified():
        credential = _parsed(answer)
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            raise ValueError("the device has not verified its user")
        return credential


def sign_in_options(person: Person | None = None) -> str:
    """Return what the browser needs to use a passkey, as JSON: one of the person's, or any that names its person."""
    return json.dumps(auth.begin_authentication(person))


def used_by(person: Person, answer: str) -> Authenticator:
    """Return the person's passkey that the browser used. Raise `Invalid` if the answer doesn't fit."""
    with _verified():
        credential = _parsed(answer)
        auth.parse_authentication_response(credential)
        return auth.complete_authentication(person, credential)


def used_without_password(answer: str) -> Authenticator:
    """Return the passkey that names its person. Raise `Invalid` if the answer doesn't fit."""
    with _verified():
        credential = _parsed(answer)
        auth.parse_authentication_response(credential)
        person = auth.extract_user_from_response(credential)
        return auth.complete_authentication(person, credential)


def _parsed(answer: str) -> dict[str, Any]:
    credential = json.loads(answer)
    if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
        raise TypeError("no credential")
    return credential


@contextmanager
def _verified() -> Iterator[None]:
    try:
        yield
    except WRONG:
        raise Invalid(_("The passkey wasn’t accepted. Try again, or use another way.")) from None
