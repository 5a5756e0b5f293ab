"""OAuth with the agency's own app: ask for consent with PKCE, exchange the code, and renew access tokens."""

import secrets
from dataclasses import dataclass
from typing import Any, Final

import requests
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from django.conf import settings
from django.urls import reverse

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.registrations.models import Registration
from amity.mailbox.registrations.queries import endpoints, registration_of
from amity.people.provider.http import MOST_BYTES, SECONDS, Calls
from amity.shared.sealing import Unsealable, unseal

IN_BODY: Final = "client_secret_post"
IN_HEADER: Final = "client_secret_basic"
REFUSED: Final = {
    "invalid_grant": rules.REFUSED_TOKEN, "access_denied": rules.REFUSED_TOKEN,
    "invalid_client": rules.REFUSED_APP, "unauthorized_client": rules.REFUSED_APP,
}  # fmt: skip
"""What a provider answers, as our fault. An expired secret of the app is an invalid client."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider gave: an access token, how long it works, and the refresh token that renews it."""

    access: str
    refresh: str
    seconds: int


class TokenSession(OAuth2Session):
    """Authlib's session over guarded calls: no redirects, a time limit, and never this network's own services."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.trust_env, self.max_redirects, self.adapters = False, 0, Calls().adapters

    def request(self, *args: Any, **given: Any) -> requests.Response:
        """Send a request. Raise `requests.RequestException` without an answer, or with one that is too long."""
        answer: requests.Response = super().request(*args, **given | {"stream": True, "timeout": SECONDS})
        body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
        if len(body) > MOST_BYTES:
            raise requests.exceptions.ContentDecodingError("the answer is too long")
        answer._content = body
        return answer


def return_address() -> str:
    """Return the address that the provider sends people back to."""
    return f"{settings.ENVIRONMENT.url}{reverse('mailbox:consent_return')}"


def new_verifier() -> str:
    """Return a fresh secret for PKCE (RFC 7636)."""
    return secrets.token_urlsafe(48)


def consent_address(registration: Registration, *, address: str, verifier: str) -> tuple[str, str]:
    """Return where to send a person for consent, and the state that has to come back."""
    place = endpoints(registration)
    with _session(registration) as session:
        url, state = session.create_authorization_url(
            place.authorize, code_verifier=verifier, login_hint=address, **place.also
        )
    return str(url), str(state)


def tokens_for(registration: Registration, *, code: str, verifier: str) -> Tokens:
    """Exchange a code for tokens. Raise `Fault`."""
    with _session(registration) as session:
        return _tokens(
            lambda: session.fetch_token(endpoints(registration).token, code=code, code_verifier=verifier),
            refresh="",
        )


def renewed(provider: str, refresh: str) -> Tokens:
    """Return a fresh access token. Raise `Fault` if the provider doesn't give one."""
    registration = registration_of(provider)
    if registration is None:
        raise Fault(rules.REFUSED_TOKEN)
    with _session(registration) as session:
        return _tokens(
            lambda: session.refresh_token(endpoints(registration).token, refresh_token=refresh), refresh=refresh
        )


def _session(registration: Registration) -> TokenSession:
    try:
        secret = unseal(registration.client_secret)
    except Unsealable:
        raise Fault(rules.NO_KEY) from None
    method = IN_HEADER if registration.provider == rules.OTHER else IN_BODY
    return TokenSession(
        client_id=registration.client_id, client_secret=secret, scope=endpoints(registration).scope,
        redirect_uri=return_address(), token_endpoint_auth_method=method, code_challenge_method="S256",
    )  # fmt: skip


def _tokens(ask: Any, *, refresh: str) -> Tokens:
    try:
        given = ask()
        found = Tokens(
            str(given["access_token"]), str(given.get("refresh_token") or refresh), int(given.get("expires_in") or 300)
        )
    except AuthlibBaseError as fault:
        raise Fault(REFUSED.get(fault.error, rules.BROKEN)) from None
    except (KeyError, TypeError, ValueError):
        raise Fault(rules.BROKEN) from None
    except requests.RequestException:
        raise Fault(rules.UNREACHED) from None
    if not found.refresh:
        raise Fault(rules.BROKEN)
    return found
