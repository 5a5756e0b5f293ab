"""Pages of the second factor at sign-in: its code or passkey, a passkey alone, and confirming who one is."""

from typing import TYPE_CHECKING, Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from amity.audit.actor_rights import actor_of
from amity.people import acts, queries
from amity.people.public import before_second_factor, public
from amity.people.second_factor import commands, forms, passkeys
from amity.people.second_factor import queries as factor_queries
from amity.people.sign_in import commands as sign_in_commands
from amity.people.sign_in import limits
from amity.people.sign_in.forms import OwnPasswordForm
from amity.people.sign_in.queries import identity_of, sign_in_settings
from amity.shared.addresses import client_address
from amity.shared.errors import Invalid, Refused
from amity.ui.asked import posted

if TYPE_CHECKING:
    from amity.people.models import Person

FORMS: dict[str, type[django_forms.Form]] = {
    "code": forms.CodeForm, "credential": forms.CredentialForm, "password": OwnPasswordForm,
}  # fmt: skip


@public
@sensitive_post_parameters("code")
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of the person who has just given the right password or identity."""
    stage = request._login_stage  # type: ignore[attr-defined] # set by the decorator
    person: Person = stage.login.user
    form, kind = _sent(request, "code", "credential")
    if form.is_valid():
        try:
            _prove(request, person, kind, form.cleaned_data[kind], again=False)
        except Invalid as fault:
            acts.show(form, fault)
        else:
            answer: HttpResponse = stage.exit()
            return answer
    return _asked(request, "people/second_factor.html", person, form, kind)


@public
@never_cache
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: give the browser its challenge, and check its answer."""
    if request.method != "POST":
        return JsonResponse({"options": passkeys.sign_in_options()})
    form = forms.CredentialForm(request.POST)
    if not form.is_valid():
        return redirect("account_login")
    try:
        factor = passkeys.used_without_password(form.cleaned_data["credential"])
    except Invalid as fault:
        messages.error(request, fault.sentence)
        return redirect("account_login")
    login = Login(user=factor.user, redirect_url=get_next_redirect_url(request))
    answer: HttpResponse = perform_passwordless_login(request, factor, login)
    return answer


@before_second_factor
@never_cache
@sensitive_post_parameters("password", "code")
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask a signed-in person to confirm who they are, then lead them on."""
    person = queries.person_of(actor_of(request))
    form, kind = _sent(request, "code", "credential", "password")
    if form.is_valid():
        try:
            _prove(request, person, kind, form.cleaned_data[kind], again=True)
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            return redirect(get_next_redirect_url(request) or "people:own_sign_in")
    return _asked(request, "people/confirm.html", person, form, kind)


def _prove(request: HttpRequest, person: "Person", kind: str, answer: str, *, again: bool) -> None:
    """Record how a person proved who they are. Raise `Invalid` if they didn't."""
    now, address = timezone.now(), client_address(request)
    if kind == "credential":
        commands.note_passkey(factor_id=passkeys.used_by(person, answer).pk, now=now)
    else:
        counted = limits.expect_code_try(request, person)
        if kind == "password":
            sign_in_commands.check_password(person_id=person.pk, password=answer, address=address, now=now)
        else:
            commands.expect_code(person_id=person.pk, code=answer, address=address, now=now)
        counted.rollback()
    record_authentication(request, person, "password" if kind == "password" else "mfa", reauthenticated=again or None)


def _sent(request: HttpRequest, *kinds: str) -> tuple[django_forms.Form, str]:
    """Return the form that was sent, and which one it is: the first of `kinds` while none was."""
    kind = next((kind for kind in kinds if posted(request).has(kind)), kinds[0])
    sent_form = FORMS[kind]
    return sent_form(request.POST or None), kind


def _asked(request: HttpRequest, template: str, person: "Person", form: django_forms.Form, kind: str) -> HttpResponse:
    """Return the page that asks for what the person has: code, passkey, password or identity."""
    kinds = {factor.is_passkey for factor in factor_queries.factor_rows(person.pk)}
    chosen = sign_in_settings()
    context: dict[str, Any] = {
        "forms": {name: form if name == kind else made() for name, made in FORMS.items()},
        "takes_code": bool(kinds),
        "has_app": False in kinds,
        "takes_password": chosen.password_allowed and person.has_usable_password(),
        "provider": chosen.provider_name if chosen.has_provider and identity_of(person.pk) else "",
        "options": passkeys.sign_in_options(person) if True in kinds else "",
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, template, context, status=422 if form.errors else 200)
