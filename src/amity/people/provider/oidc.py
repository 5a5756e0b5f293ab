"""Sign-in with OpenID Connect over allauth: the agency's one provider, with PKCE and a nonce, and no user made."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import reverse

from amity.people.provider import discovery
from amity.people.sign_in.models import SignInSettings
from amity.people.sign_in.queries import PROVIDER
from amity.shared import sealing
from amity.shared.errors import Invalid

NONCES = "oidc_nonces"
MOST_NONCES = 10


def return_address() -> str:
    """Return the public address the provider sends people back to."""
    return f"{settings.ENVIRONMENT.url}{reverse('people:provider_return')}"


def app_of(chosen: SignInSettings) -> SocialApp:
    """Return the provider as allauth knows it. Raise `sealing.Unsealable` if its secret can't be read."""
    return SocialApp(
        provider="openid_connect",
        provider_id=PROVIDER,
        name=chosen.provider_name,
        client_id=chosen.client_id,
        secret=sealing.unseal(chosen.client_secret) if chosen.client_secret else "",
        settings={"server_url": chosen.issuer, "oauth_pkce_enabled": True},
    )


class Exchange(OpenIDConnectOAuth2Adapter):
    """The exchange with the provider: its discovery document is checked, and so is what the ID token claims."""

    def __init__(self, request: HttpRequest, provider_id: str = PROVIDER) -> None:
        super().__init__(request, provider_id)

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the provider's discovery document, read once an exchange."""
        if not hasattr(self, "_openid_config"):
            try:
                self._openid_config = discovery.discover(self.get_provider().app.settings["server_url"]).document
            except Invalid as fault:
                raise OAuth2Error(fault.sentence) from fault
        return self._openid_config

    @property
    def basic_auth(self) -> bool:
        """Return whether the client names itself in a header, which is the default of OpenID Connect."""
        return discovery.uses_header(self.openid_config)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address registered with the provider, whatever host name the request has."""
        return return_address()

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the provider's tokens. Raise `OAuth2Error` for any answer that isn't one."""
        with _understood():
            tokens = super().get_access_token_data(*args, **kwargs)
            if not isinstance(tokens, dict) or not isinstance(tokens.get("id_token"), str):
                raise TypeError("no ID token")
            return tokens

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Return who signed in. Raise `OAuth2Error` unless the ID token is for this sign-in and this person.

        Nothing of what the provider tells is stored. The login carries the confirmed email address.
        """
        with _understood():
            login: SocialLogin = super().complete_login(request, app, token, **kwargs)
            info, claims = (login.account.extra_data[name] for name in ("userinfo", "id_token"))
            if claims["sub"] != info["sub"]:
                raise ValueError("the ID token and the user info name different people")
            if not _take_nonce(request, claims.get("nonce")):
                raise ValueError("the ID token wasn't made for this sign-in")
            login.confirmed_mail = confirmed_mail(info if "email" in info else claims)
            login.account.extra_data = {}
            return login


def confirmed_mail(claims: dict[str, Any]) -> str:
    """Return the email address if the provider has verified it, else ""."""
    address = claims.get("email")
    return address if isinstance(address, str) and claims.get("email_verified") in (True, "true") else ""


@contextmanager
def _understood() -> Iterator[None]:
    """Raise `OAuth2Error` for answers in another shape than OpenID Connect gives them."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, ImproperlyConfigured) as fault:
        if isinstance(fault, requests.RequestException):
            raise
        raise OAuth2Error(str(fault)) from fault


class AgencyProvider(OpenIDConnectProvider):
    """The agency's provider."""

    oauth2_adapter_class = Exchange

    def get_auth_params(self) -> dict[str, str]:
        """Return what is asked of the provider besides OAuth's own parameters."""
        return {**super().get_auth_params(), "nonce": _new_nonce(self.request)}


def _new_nonce(request: HttpRequest) -> str:
    nonce = secrets.token_urlsafe(24)
    request.session[NONCES] = [*request.session.get(NONCES, [])[1 - MOST_NONCES :], nonce]
    return nonce


def _take_nonce(request: HttpRequest, nonce: object) -> bool:
    """Return whether this browser asked with the nonce, and forget it: it works once."""
    waiting = request.session.get(NONCES, [])
    request.session[NONCES] = [known for known in waiting if known != nonce]
    return nonce in waiting
