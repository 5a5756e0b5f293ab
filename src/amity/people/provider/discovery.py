"""Read a provider's discovery document, and find out what is wrong with it or with the client's credentials."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import requests
from django.utils.translation import gettext as _

from amity.people.provider.http import Calls, ForbiddenAddress, is_address_of_provider
from amity.shared.errors import Invalid

WELL_KNOWN: Final = "/.well-known/openid-configuration"
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
LONGEST_ISSUER: Final = 200
REFUSED: Final = frozenset({"invalid_client", "unauthorized_client"})


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider says about itself: its issuer, and the addresses of its endpoints."""

    issuer: str
    document: dict[str, Any]


def discover(issuer: str) -> Provider:
    """Return the provider's discovery document. Raise `Invalid` at the issuer with one sentence and its cause."""
    if not is_address_of_provider(issuer):
        raise _wrong(_("The issuer must start with https://."))
    url = issuer.rstrip("/") + WELL_KNOWN
    document = _fetched(url)
    if (own := document.get("issuer")) != issuer:
        raise _wrong(_("The provider calls itself %(issuer)s. Enter exactly that.") % {"issuer": _shown(own)})
    for name in ENDPOINTS:
        if not is_address_of_provider(document.get(name)):
            raise _wrong(_("The discovery document has no usable “%(name)s”.") % {"name": name})
    kinds = document.get("response_types_supported")
    if isinstance(kinds, list) and "code" not in kinds:
        raise _wrong(_("The provider doesn’t offer sign-in with a code (response type “code”)."))
    return Provider(issuer, document)


def uses_header(document: dict[str, Any]) -> bool:
    """Return whether the client names itself to the provider in a header instead of the body."""
    methods = document.get("token_endpoint_auth_methods_supported")
    return not (isinstance(methods, list) and "client_secret_post" in methods)


def check_client(provider: Provider, *, client_id: str, secret: str, redirect: str) -> None:
    """Offer the token endpoint a code that can't be valid. Raise `Invalid` if it refuses the client instead."""
    data = {"grant_type": "authorization_code", "code": "amity-tries-this", "redirect_uri": redirect}
    by_header = uses_header(provider.document)
    if not by_header:
        data |= {"client_id": client_id, "client_secret": secret}
    try:
        with Calls() as calls:
            answer = calls.post(
                provider.document["token_endpoint"], data=data, auth=(client_id, secret) if by_header else None
            )
    except requests.RequestException as fault:
        raise _wrong(_cause(fault)) from None
    try:
        body = answer.json()
        error = body.get("error") if isinstance(body, dict) else None
    except ValueError:
        error = None
    if error in REFUSED or (error is None and answer.status_code == HTTPStatus.UNAUTHORIZED):
        raise Invalid(_("The provider refuses this client ID and secret."), field="client_secret")


def _fetched(url: str) -> dict[str, Any]:
    try:
        with Calls() as calls:
            answer = calls.get(url, headers={"Accept": "application/json"})
    except requests.RequestException as fault:
        raise _wrong(_cause(fault)) from None
    if answer.status_code != HTTPStatus.OK:
        raise _wrong(
            _("The provider answers %(status)s at %(url)s. Check the path of the issuer.")
            % {"status": answer.status_code, "url": url}
        )
    try:
        document = answer.json()
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise _wrong(_("The provider has no discovery document at %(url)s.") % {"url": url})
    return document


def _cause(fault: requests.RequestException) -> str:
    """Return the sentence for what went wrong, without anything the other side sent."""
    if ForbiddenAddress.SENTENCE in repr(fault):
        return _("The name leads to an address of this machine or its network’s own services.")
    if isinstance(fault, requests.exceptions.SSLError):
        return _("The provider’s certificate isn’t valid for this address.")
    if isinstance(fault, requests.Timeout):
        return _("The provider hasn’t answered within five seconds.")
    if isinstance(fault, requests.TooManyRedirects):
        return _("The provider redirects to another address. Enter that one.")
    if "NameResolutionError" in repr(fault):
        return _("No server has this name. Check the spelling.")
    return _("The provider can’t be reached. Check the address and the network.")


def _shown(issuer: object) -> str:
    """Return an issuer that is a plausible URL, else "–": nothing else of what a server sends is shown."""
    return str(issuer) if is_address_of_provider(issuer) and len(str(issuer)) <= LONGEST_ISSUER else "–"


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, field="issuer")
