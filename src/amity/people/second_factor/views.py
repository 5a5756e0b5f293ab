"""My settings → Sign-in: second factors, recovery codes, the linked identity and the sessions."""

import base64
from typing import Any
from urllib.parse import quote

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people import acts, queries
from amity.people.provider.views import link_key
from amity.people.public import before_second_factor
from amity.people.second_factor import commands, forms, passkeys, rules
from amity.people.second_factor import queries as factor_queries
from amity.people.sessions.queries import session_rows
from amity.people.sign_in.confirming import confirmed
from amity.people.sign_in.queries import identity_of, sign_in_settings
from amity.shared.errors import Invalid, Refused
from amity.shared.sealing import Unsealable, seal, unseal

SECRET = "new_app_secret"  # noqa: S105 - the name of the session's entry


def own_sign_in(request: HttpRequest) -> HttpResponse:
    """Show how the person signs in, and where they are signed in."""
    person = queries.person_of(actor_of(request))
    chosen = sign_in_settings()
    context = {
        "me": person,
        "factors": factor_queries.factor_rows(person.pk),
        "codes_left": factor_queries.codes_left(person.pk),
        "is_needed": not person.roles.isdisjoint(chosen.required_roles),
        "provider": chosen.provider_name if chosen.has_provider else "",
        "password_allowed": chosen.password_allowed,
        "identity": identity_of(person.pk),
        "link_key": link_key(request),
        "sessions": session_rows(person, request.session.session_key, timezone.now()),
    }
    return render(request, "people/own_sign_in.html", context)


@before_second_factor
def set_up(request: HttpRequest) -> HttpResponse:
    """Ask a person whose role requires it to set up a second factor."""
    if not queries.person_of(actor_of(request)).second_factor_due:
        return redirect("people:own_sign_in")
    return render(request, "people/set_up_second_factor.html")


@before_second_factor
@never_cache
@sensitive_post_parameters("code")
@confirmed
def add_app(request: HttpRequest) -> HttpResponse:
    """Show the QR code of a new authenticator app, and add it with its first code."""
    actor = actor_of(request)
    form, secret = forms.CodeForm(request.POST or None), _new_secret(request)
    if form.is_valid():
        try:
            added = commands.add_app(by=actor, secret=secret, now=timezone.now(), **form.cleaned_data)
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            del request.session[SECRET]
            return _added(request, added)
    url = get_adapter().build_totp_url(queries.person_of(actor), secret)
    picture = base64.b64encode(get_adapter().build_totp_svg(url).encode()).decode()
    context = {"form": form, "secret": rules.grouped(secret), "picture": f"data:image/svg+xml;base64,{picture}"}
    return render(request, "people/add_app.html", context, status=422 if form.errors else 200)


@before_second_factor
@never_cache
@confirmed
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Let the browser make a passkey, and add it."""
    actor = actor_of(request)
    form = forms.PasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            credential = passkeys.registered(form.cleaned_data["credential"])
            name = form.cleaned_data["name"]
            added = commands.add_passkey(by=actor, name=name, credential=credential, now=timezone.now())
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            return _added(request, added)
    context = {"form": form, "options": passkeys.registration_options(queries.person_of(actor))}
    return render(request, "people/add_passkey.html", context, status=422 if form.errors else 200)


@require_POST
@confirmed
def rename_passkey(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Give a passkey another name."""
    form = forms.PasskeyNameForm(request.POST)
    if form.is_valid():
        commands.rename_passkey(by=actor_of(request), factor_id=factor_id, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Enter a name, for example the device it is on."))
    return redirect("people:own_sign_in")


@require_POST
@confirmed
def remove_factor(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Remove a second factor."""
    try:
        commands.remove_factor(by=actor_of(request), factor_id=factor_id, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Second factor removed."))
    return redirect("people:own_sign_in")


@require_POST
@never_cache
@confirmed
def make_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, and show them once."""
    try:
        codes = commands.make_codes(by=actor_of(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("people:own_sign_in")
    return _codes_page(request, codes)


def _added(request: HttpRequest, added: commands.Added) -> HttpResponse:
    messages.success(request, _("Second factor added."))
    return _codes_page(request, added.codes) if added.codes else redirect("people:own_sign_in")


def _codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    text = "\n".join(codes)
    context: dict[str, Any] = {"codes": codes, "file": f"data:text/plain;charset=utf-8,{quote(text)}"}
    return render(request, "people/recovery_codes.html", context)


def _new_secret(request: HttpRequest) -> str:
    """Return the secret of the app that is being added. It is kept in the session, sealed, until its first code."""
    try:
        return unseal(request.session.get(SECRET, ""))
    except Unsealable:
        secret = rules.new_secret()
        request.session[SECRET] = seal(secret)
        return secret
