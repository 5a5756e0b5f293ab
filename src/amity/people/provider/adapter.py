"""Adapt allauth's social sign-in: the agency's one provider lets in people who exist, and makes no one."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone

from amity.people.models import Person
from amity.people.provider import commands
from amity.people.provider.http import Calls
from amity.people.provider.oidc import AgencyProvider, app_of
from amity.people.queries import actor_for
from amity.people.sign_in.queries import PROVIDER, sign_in_settings
from amity.shared.addresses import client_address
from amity.shared.errors import Refusal
from amity.shared.sealing import Unsealable

log = logging.getLogger("amity.sign_in")


class Identities(DefaultSocialAccountAdapter):
    """Signs in an active person by an identity linked earlier, or by the email address the provider has verified."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the agency's provider, if it is set up and its secret can be read."""
        chosen = sign_in_settings()
        if not chosen.has_provider or provider not in {None, PROVIDER, "openid_connect"}:
            return []
        try:
            return [app_of(chosen)]
        except Unsealable:
            log.warning("the provider's client secret can't be read: enter it again under Settings → Sign-in")
            return []

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> AgencyProvider:
        """Return the provider. Raise `SocialApp.DoesNotExist` without one."""
        return AgencyProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def get_requests_session(self) -> Calls:
        """Return the session for calls to the provider."""
        return Calls()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: people join by invitation only."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link an identity, or find the person it lets in. Anyone else gets a page that says whom to ask."""
        now, address = timezone.now(), client_address(request)
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(_linked(request, sociallogin))
        subject = sociallogin.account.uid
        person = sociallogin.user if sociallogin.is_existing else None
        if person is None:
            person = commands.link_by_mail(
                subject=subject, mail=getattr(sociallogin, "confirmed_mail", ""), address=address, now=now
            )
        if person is None or not (person.is_active and person.mail):
            log.warning("sign-in with the provider refused from %s", address)
            if person is not None:
                commands.record_refusal(person_id=person.pk, address=address, now=now)
            raise ImmediateHttpResponse(render(request, "people/not_known.html", _words(), status=403))
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """Show that the sign-in failed, without details. The log has them."""
        log.warning("sign-in with the provider failed: %s", kwargs.get("exception") or kwargs.get("error"))
        raise ImmediateHttpResponse(render(request, "people/provider_failed.html", _words(), status=400))


def _words() -> dict[str, str]:
    return {"provider": sign_in_settings().provider_name}


def _linked(request: HttpRequest, sociallogin: SocialLogin) -> Any:
    """Link the identity to the signed-in person, and return the answer."""
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return redirect("account_login")
    try:
        commands.link(by=actor_for(person, "page"), subject=sociallogin.account.uid, now=timezone.now())
    except Refusal as refusal:
        return render(request, "people/provider_failed.html", _words() | {"why": refusal.sentence}, status=403)
    return redirect("people:own_sign_in")
