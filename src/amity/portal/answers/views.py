"""The page of a personal link. A GET changes nothing, and no script submits.

A decision on a new device has three steps: the answer, who is there, and a code. Nothing is stored before the last.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from amity.files.downloads import file_response
from amity.people.public import public
from amity.people.sessions.rules import device
from amity.portal.answers import commands, rules
from amity.portal.answers.forms import ME, AnswerForm, ConfirmForm, HoldForm, WhoForm
from amity.portal.answers.given import Given
from amity.portal.answers.pages import LinkPage, link_page
from amity.portal.links import openings
from amity.portal.links.queries import delivered_at
from amity.portal.links.rules import ANSWER, WHY, client_key, is_suspect
from amity.portal.pages import in_client_ways
from amity.portal.visitors import commands as visitors
from amity.portal.visitors import cookie
from amity.portal.visitors.present import visitor_of
from amity.portal.visitors.visitor import Visitor
from amity.shared.addresses import client_address
from amity.shared.errors import Invalid, NotSeen, Refused


class Place:
    """The request for a link: who sent it, what it shows, and the time."""

    def __init__(self, request: HttpRequest, token: str) -> None:
        self.request, self.token, self.now = request, token, timezone.now()
        self.visitor: Visitor | None = visitor_of(request, self.now)
        self.page: LinkPage = link_page(token, self.visitor, self.now)
        self.network = client_address(request)
        self.client = client_key(self.network, request.headers.get("User-Agent", ""))

    @property
    def is_known(self) -> bool:
        """Return whether the device is signed in for a contact of the account."""
        return bool(self.page.contact_id)

    @property
    def own(self) -> Visitor | None:
        """Return the visitor if they are a contact of the account."""
        return self.visitor if self.is_known else None

    def drawn(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Return one of the pages."""
        return render(
            self.request,
            f"portal/answer/{template}.html",
            {"page": self.page, "token": self.token} | context,
            status=status,
        )

    def form(self, data: Any = None) -> AnswerForm:
        """Return the form of the answer."""
        return AnswerForm(
            data, choices=self.page.choices, signs=self.page.signs, corrects=self.page.corrects,
            offers=self.page.is_offer, known_as=self.page.known_as,
            initial={"digest": self.page.item.digest},
        )  # fmt: skip


def at_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Draw a page of a link in its reader's language. A wrong, used and expired link get the same page."""

    @public
    @never_cache
    @wraps(view)
    def drawn(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        try:
            place = Place(request, token)
            with in_client_ways(place.page.link.contact.language):
                return view(place, **more)
        except NotSeen:
            return render(request, "portal/answer/over.html", status=404)

    return drawn


@at_link
def answer(place: Place) -> HttpResponseBase:
    """Show what was sent with its three answers, and take one."""
    if place.request.method != "POST":
        openings.note_opened(place.page.link, ANSWER, place.client, place.now)
        return place.drawn("page", form=place.form(), hold=HoldForm())
    form = place.form(place.request.POST)
    if not form.is_valid():
        return place.drawn("page", 422, form=form, hold=HoldForm())
    try:
        return _taken(place, form.cleaned_data["digest"], form.given(), form)
    except (Invalid, Refused) as fault:
        form.show(fault)
        return place.drawn("page", 422, form=form, hold=HoldForm())


def _taken(place: Place, digest: str, given: Given, form: AnswerForm) -> HttpResponseBase:
    """Take an answer, or go on to the next step of a decision, which always takes a code on a new device."""
    if given.choice in rules.DECISIONS:
        commands.check(token=place.token, digest=digest, given=given, now=place.now)
        if place.own is None:
            return _confirm(place, form, given)
        if place.page.by_code:
            return _send_fresh(place, form)
    elif place.own is None and _is_suspect(place):
        commands.keep_suspect(token=place.token, digest=digest, given=given, now=place.now)
        return place.drawn("suspect", form=form)
    done = commands.answer_by_link(token=place.token, digest=digest, given=given, visitor=place.own, now=place.now)
    return redirect("portal:answer", place.token) if place.is_known else place.drawn("sent", answer=done)


def _confirm(place: Place, form: AnswerForm, given: Given) -> HttpResponse:
    """Email a code at once to the link's reader if they typed their own name. Otherwise show who can get one.

    A form that is perhaps a scanner's sends no email.
    """
    if given.name.casefold() == place.page.link.contact.name.casefold() and not _is_suspect(place):
        return _send_code(place, form, "")
    return _ask_who(place, form, WhoForm())


def _is_suspect(place: Place) -> bool:
    link = place.page.link
    opened = openings.opened_by(link, place.client)
    return is_suspect(delivered_at=delivered_at(link), opened=opened, now=place.now)


def _send_fresh(place: Place, form: AnswerForm) -> HttpResponse:
    assert place.own is not None  # noqa: S101 - `_taken` has looked
    reference = visitors.ask_fresh_code(visitor=place.own, about=_about(place), network=place.network, now=place.now)
    return _code_step(place, form, ConfirmForm(initial={"reference": reference, "address": ""}))


def _about(place: Place) -> str:
    return f"answer {place.page.link.pk} {place.page.item.digest[:32]}"


@require_POST
@at_link
def who(place: Place) -> HttpResponseBase:
    """Send a code to whoever says that they are there. An unknown address gets the same page, and no code."""
    form, asked = place.form(place.request.POST), WhoForm(place.request.POST)
    if not form.is_valid():
        return redirect("portal:answer", place.token)
    if not asked.is_valid():
        return _ask_who(place, form, asked, 422)
    try:
        typed = "" if asked.cleaned_data["who"] == ME else asked.cleaned_data["mail"]
        return _send_code(place, form, typed)
    except Refused as fault:
        asked.add_error(None, fault.sentence)
        return _ask_who(place, form, asked, 422)


def _ask_who(place: Place, form: AnswerForm, asked: WhoForm, status: int = 200) -> HttpResponse:
    return place.drawn("who", status, form=form, who=asked, shown=rules.masked(place.page.link.address))


def _send_code(place: Place, form: AnswerForm, typed: str) -> HttpResponse:
    """Send a code to an address that was typed, or to that of the link."""
    reference = visitors.ask_code(address=typed or place.page.link.address, network=place.network, now=place.now)
    return _code_step(place, form, ConfirmForm(initial={"reference": reference, "address": typed}))


def _code_step(place: Place, form: AnswerForm, confirm: ConfirmForm, status: int = 200) -> HttpResponse:
    """Show where the code was sent. Only of the link's own address we say that we know it."""
    typed = str(confirm["address"].value() or "")
    own = place.own.address if place.own else place.page.link.address
    return place.drawn(
        "code", status, form=form, confirm=confirm, who=WhoForm(), shown=rules.masked(typed or own),
        is_known=not typed and (place.own is not None or place.page.link.contact.mail == own),
    )  # fmt: skip


@require_POST
@at_link
def code(place: Place) -> HttpResponseBase:
    """Take the code, and record the answer under the name of whoever got it."""
    form, confirm = place.form(place.request.POST), ConfirmForm(place.request.POST)
    if not form.is_valid():
        return redirect("portal:answer", place.token)
    if not confirm.is_valid():
        return _code_step(place, form, confirm, 422)
    visitor, token = _confirmed(place, confirm, now=timezone.now())
    if visitor is None:
        confirm.add_error("code", _("This code is wrong or has expired. Check it, or request a new one."))
        return _code_step(place, form, confirm, 422)
    done = _decide(place, form, visitor)
    if token:
        cookie.remember(done, token)
    return done


def _confirmed(place: Place, confirm: ConfirmForm, now: datetime) -> tuple[Visitor | None, str]:
    """Return who entered the right code, and the token of a device that it has just signed in."""
    reference, given = confirm.cleaned_data["reference"], confirm.cleaned_data["code"]
    if place.own is not None and not confirm.cleaned_data["address"]:
        used = visitors.use_fresh_code(
            visitor=place.own, reference=reference, about=_about(place), code=given, now=now
        )  # fmt: skip
        if used:
            return place.own, ""
    signed_in = visitors.enter_code(
        reference=reference, code=given, network=place.network,
        device=device(place.request.headers.get("User-Agent", "")), now=now,
    )  # fmt: skip
    return (signed_in.visitor, signed_in.token) if signed_in else (None, "")


def _decide(place: Place, form: AnswerForm, visitor: Visitor) -> HttpResponse:
    account = place.page.item.account_id
    if not any(one.account_id == account for one in visitor.contacts):
        return place.drawn("unknown", 403)
    try:
        commands.answer_by_link(
            token=place.token, digest=form.cleaned_data["digest"], given=form.given(), visitor=visitor, now=place.now,
            fresh=True,
        )  # fmt: skip
    except (Invalid, Refused) as fault:
        form.show(fault)
        return place.drawn("page", 422, form=form, hold=HoldForm())
    return redirect("portal:answer", place.token)


@require_POST
@at_link
def hold(place: Place) -> HttpResponseBase:
    """Ask to hold on after approving."""
    form = HoldForm(place.request.POST)
    if place.own is None or not form.is_valid():
        return redirect("portal:answer", place.token)
    commands.hold_on(token=place.token, visitor=place.own, words=form.cleaned_data["words"], now=place.now)
    return redirect("portal:answer", place.token)


@require_safe
@at_link
def why(place: Place) -> HttpResponseBase:
    """Tell why someone received the email. A program that follows every link opens this one too."""
    openings.note_opened(place.page.link, WHY, place.client, place.now)
    return place.drawn("why")


@require_safe
@at_link
def attached(place: Place, file_id: int) -> FileResponse:
    """Return a file of the item."""
    file = next((one for one in place.page.files if one.pk == file_id), None)
    if file is None:
        raise NotSeen(_("File not found."))
    return file_response(file)
