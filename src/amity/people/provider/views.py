"""Sign in with the identity provider, link oneself to it, and Settings → Sign-in."""

from typing import TYPE_CHECKING, Any

import requests
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.people import acts, policy
from amity.people.provider import commands, discovery, forms, oidc
from amity.people.public import public
from amity.people.sign_in.confirming import confirmed
from amity.people.sign_in.queries import PROVIDER, sign_in_settings
from amity.shared import sealing
from amity.shared.errors import Invalid, Refused
from amity.shared.values import value_of
from amity.ui.asked import posted, queried

if TYPE_CHECKING:
    from amity.people.sign_in.models import SignInSettings


@public
@never_cache
@require_GET
def provider_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    return _to_provider(request, "login", get_next_redirect_url(request))


@public
@never_cache
@require_GET
def provider_return(request: HttpRequest) -> HttpResponse:
    """Take up the sign-in where the provider sends the browser back."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(oidc.Exchange(request))(request)
    except SocialApp.DoesNotExist:
        return _without_provider(request)
    return answer


@never_cache
@require_GET
@confirmed
def link_identity(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider to link its identity: only from our own page, which knows the session's key."""
    if not constant_time_compare(queried(request).text("key"), link_key(request)):
        return redirect("people:own_sign_in")
    return _to_provider(request, "connect", None)


@require_POST
@confirmed
def unlink_identity(request: HttpRequest) -> HttpResponse:
    """Unlink the actor from their identity."""
    try:
        commands.unlink(by=actor_of(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Unlinked from the provider."))
    return redirect("people:own_sign_in")


@never_cache
@sensitive_post_parameters("client_secret")
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Show how people sign in, and set or try the provider."""
    actor = actor_of(request)
    policy.may_look_after_people(actor).or_refuse()
    chosen = sign_in_settings()
    if request.method != "POST":
        return _page(request, chosen)
    form = forms.ProviderForm(request.POST)
    if form.is_valid():
        fields = form.value_given()
        try:
            if posted(request).has("try"):
                _try(fields, chosen)
                return _page(request, chosen, form, tried=True)
            commands.set_provider(by=actor, fields=fields, now=timezone.now())
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("people:sign_in_settings")
    return _page(request, chosen, form, status=422)


@require_POST
def remove_provider(request: HttpRequest) -> HttpResponse:
    """Remove the provider."""
    try:
        commands.remove_provider(by=actor_of(request), now=timezone.now())
    except Refused as refusal:
        policy.may_look_after_people(actor_of(request)).or_refuse()
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Identity provider removed."))
    return redirect("people:sign_in_settings")


@require_POST
def set_requirements(request: HttpRequest) -> HttpResponse:
    """Set whether passwords are allowed, and which roles need a second factor."""
    actor = actor_of(request)
    policy.may_look_after_people(actor).or_refuse()
    form = forms.RequirementsForm(request.POST)
    if form.is_valid():
        try:
            commands.set_requirements(by=actor, now=timezone.now(), **form.cleaned_data)
        except Invalid as fault:
            acts.show(form, fault)
        else:
            messages.success(request, _("Saved."))
            return redirect("people:sign_in_settings")
    return _page(request, sign_in_settings(), requirements=form, status=422)


def link_key(request: HttpRequest) -> str:
    """Return what a link to the provider must carry, so that no other site can link a person to its identity."""
    key = request.session.session_key or ""
    return salted_hmac("amity.people.link", key, algorithm="sha256").hexdigest()[:32]


def _to_provider(request: HttpRequest, process: str, then: str | None) -> HttpResponse:
    try:
        provider = get_adapter().get_provider(request, PROVIDER)
    except SocialApp.DoesNotExist:
        return _without_provider(request)
    try:
        answer: HttpResponse = provider.redirect(request, process, next_url=then)
    except ImmediateHttpResponse as shown:
        answer = shown.response
    except (OAuth2Error, requests.RequestException) as fault:
        try:
            get_adapter().on_authentication_error(request, provider, exception=fault)
        except ImmediateHttpResponse as shown:
            answer = shown.response
    return answer


def _without_provider(request: HttpRequest) -> HttpResponse:
    return render(request, "people/provider_failed.html", {"why": _("No identity provider is set up here.")})


def _try(fields: commands.ProviderFields, chosen: "SignInSettings") -> None:
    """Ask the provider whether it is one and knows the client. Raise `Invalid` with what is wrong."""
    provider = discovery.discover(fields.issuer)
    secret = fields.client_secret
    if not secret and chosen.client_secret and chosen.issuer == fields.issuer:
        try:
            secret = sealing.unseal(chosen.client_secret)
        except sealing.Unsealable:
            raise Invalid(
                _("The stored secret can’t be read any more. Enter it again."), field="client_secret"
            ) from None
    discovery.check_client(provider, client_id=fields.client_id, secret=secret, redirect=oidc.return_address())


def _page(
    request: HttpRequest,
    chosen: "SignInSettings",
    form: forms.ProviderForm | None = None,
    requirements: forms.RequirementsForm | None = None,
    *,
    tried: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = value_of(chosen, commands.ProviderFields)
    initial: dict[str, Any] = {
        "provider_name": shown.provider_name, "issuer": shown.issuer, "client_id": shown.client_id,
    }  # fmt: skip
    context = {
        "chosen": chosen,
        "form": form or forms.ProviderForm(initial=initial),
        "requirements": requirements
        or forms.RequirementsForm(
            initial={"password_allowed": chosen.password_allowed, "required_roles": chosen.required_roles}
        ),
        "return_address": oidc.return_address(),
        "tried": tried,
    }
    return render(request, "people/sign_in_settings.html", context, status=status)
