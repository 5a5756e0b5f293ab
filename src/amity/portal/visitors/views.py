"""Pages of signing in and out, which say the same to everyone; and signing a contact out everywhere."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people.public import public
from amity.people.sessions.rules import device
from amity.portal.pages import Reader
from amity.portal.visitors import commands, cookie
from amity.portal.visitors.forms import AddressForm, CodeForm
from amity.portal.visitors.present import visitor_of
from amity.shared.addresses import client_address
from amity.shared.errors import Refused
from amity.ui.asked import ADDRESS, posted, queried

ON_THESE_PAGES = ("/client/", "/a/")


@public
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an email address, and send a code if it is a contact's. The answer is the same if it isn't."""
    then = _next(request)
    if request.method != "POST" and visitor_of(request, timezone.now()) is not None:
        return redirect(then)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reference = commands.ask_code(
                address=form.cleaned_data["mail"], network=client_address(request), now=timezone.now()
            )
        except Refused as refusal:
            form.add_error("mail", refusal.sentence)
        else:
            return redirect(_at(reverse("portal:enter_code", args=[reference]), then))
    return render(request, "portal/sign_in.html", {"form": form, "then": then}, status=422 if form.errors else 200)


@public
@never_cache
def enter_code(request: HttpRequest, code_reference: UUID) -> HttpResponse:
    """Ask for the code, and sign the device in."""
    then, form = _next(request), CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signed_in = commands.enter_code(
            reference=code_reference, code=form.cleaned_data["code"], network=client_address(request),
            device=device(request.headers.get("User-Agent", "")), now=timezone.now(),
        )  # fmt: skip
        if signed_in is not None:
            answer = redirect(then)
            cookie.remember(answer, signed_in.token)
            return answer
        form.add_error("code", _("This code is wrong or has expired. Check it, or request a new one."))
    return render(request, "portal/code.html", {"form": form, "then": then}, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Sign the device out."""
    assert reader.visitor is not None  # noqa: S101 - only visitors come here
    commands.sign_out(visitor=reader.visitor, now=timezone.now())
    answer = redirect("portal:sign_in")
    cookie.forget(answer)
    return answer


@require_POST
def end_devices(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Sign a contact out on all their devices."""
    ended = commands.end_devices(by=actor_of(request), contact_id=contact_id, now=timezone.now())
    words = ngettext("Signed out on %(count)s device.", "Signed out on %(count)s devices.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("accounts:contact", contact_id)


def _next(request: HttpRequest) -> str:
    """Return the client's page to open after signing in. No other place is taken from an address."""
    asked = queried(request).text("next", ADDRESS) or posted(request).text("next", ADDRESS)
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe and asked.startswith(ON_THESE_PAGES) else reverse("portal:home")


def _at(address: str, then: str) -> str:
    return address if then == reverse("portal:home") else f"{address}?{urlencode({'next': then})}"
