"""The page of an email on the client's pages: what was sent, and the client's answer to it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.portal.answers import commands, rules
from amity.portal.answers.forms import AnswerForm, ConfirmForm, HoldForm, ReplyForm
from amity.portal.answers.pages import AnswerPage, answer_page
from amity.portal.pages import Reader
from amity.portal.released.bodies import body_of
from amity.portal.released.queries import released_item
from amity.portal.stories.pages import story_page
from amity.portal.visitors import commands as visitors
from amity.portal.visitors.visitor import Visitor
from amity.portal.work.queries import PICTURE, shows, version_of
from amity.shared.addresses import client_address
from amity.shared.errors import Invalid, Refused
from amity.ui.asked import sent_form


class Sheet:
    """The request for an item's page: its reader, and what they can answer."""

    def __init__(self, request: HttpRequest, reader: Reader, item_id: int) -> None:
        self.request, self.reader, self.now = request, reader, timezone.now()
        self.item = released_item(reader.contacts, item_id)
        self.page: AnswerPage = answer_page(item_id, reader.contact_at(self.item), self.now)
        self.form = self._form()

    def _form(self) -> AnswerForm | ReplyForm:
        sent, initial = sent_form(self.request), {"digest": self.page.item.digest}
        if self.page.asks_question:
            return ReplyForm(*sent, name=self.reader.name, initial=initial)
        return AnswerForm(
            *sent,
            choices=self.page.choices,
            signs=self.page.signs,
            offers=self.page.is_offer,
            corrects=self.page.corrects,
            known_as=self.page.known_as,
            initial=initial,
        )

    def drawn(self, status: int = 200) -> HttpResponse:
        """Return the page of the item."""
        version = version_of(self.page.item)
        is_picture = version is not None and shows(version) == PICTURE
        template, shown = body_of(self.page.item, shows_fees=self.reader.shows_fees) or ("", None)
        context = {
            "version": version, "is_picture": is_picture, "form": self.form, "hold": HoldForm(),
            "body_template": template, "shown": shown, "story": story_page(self.page.item, self.reader, self.now),
        }  # fmt: skip
        return self._rendered("portal/sent_item.html", context, status)

    def code(self, confirm: ConfirmForm, visitor: Visitor, status: int = 200) -> HttpResponse:
        """Return the step that asks for a new code."""
        context = {"form": self.form, "confirm": confirm, "shown": rules.masked(visitor.address), "is_known": True}
        return self._rendered("portal/answer_code.html", context, status)

    def back(self) -> HttpResponse:
        """Return to the page of the item."""
        return redirect(self.reader.address("sent_item", self.item.pk))

    def _rendered(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        context |= {"reader": self.reader, "item": self.item, "page": self.page, "here": "sent"}
        return render(self.request, template, context, status=status)


def sent_item(request: HttpRequest, reader: Reader, item_id: int) -> HttpResponse:
    """Show one email as it was sent, with its files, and take an answer where it asks for one."""
    sheet = Sheet(request, reader, item_id)
    if reader.visitor is None or request.method != "POST":
        return sheet.drawn()
    if not sheet.form.is_valid():
        return sheet.drawn(422)
    if sheet.page.by_code and sheet.form.given().choice in rules.DECISIONS:
        return _ask_code(sheet, reader.visitor)
    return _taken(sheet, reader.visitor, fresh=False)


def _taken(sheet: Sheet, visitor: Visitor, *, fresh: bool) -> HttpResponse:
    try:
        commands.answer_on_pages(
            item_id=sheet.item.pk, digest=sheet.form.cleaned_data["digest"], given=sheet.form.given(), visitor=visitor,
            now=sheet.now, fresh=fresh,
        )  # fmt: skip
    except (Invalid, Refused) as fault:
        sheet.form.show(fault)
        return sheet.drawn(422)
    return sheet.back()


def _ask_code(sheet: Sheet, visitor: Visitor) -> HttpResponse:
    """Send a new code for a decision about a price or a signature, once its values are right."""
    try:
        commands.check_on_pages(item_id=sheet.item.pk, given=sheet.form.given(), visitor=visitor)
        reference = visitors.ask_fresh_code(
            visitor=visitor, about=_about(sheet), network=client_address(sheet.request), now=sheet.now
        )  # fmt: skip
    except (Invalid, Refused) as fault:
        sheet.form.show(fault)
        return sheet.drawn(422)
    return sheet.code(ConfirmForm(initial={"reference": reference, "address": ""}), visitor)


@require_POST
def answer_code(request: HttpRequest, reader: Reader, item_id: int) -> HttpResponse:
    """Take the code, and record the answer."""
    visitor, sheet, confirm = _visitor(reader), Sheet(request, reader, item_id), ConfirmForm(request.POST)
    if not sheet.form.is_valid():
        return sheet.back()
    if confirm.is_valid():
        if _is_confirmed(sheet, visitor, confirm, sheet.now):
            return _taken(sheet, visitor, fresh=True)
        confirm.add_error("code", _("This code is wrong or has expired. Check it, or request a new one."))
    return sheet.code(confirm, visitor, 422)


def _is_confirmed(sheet: Sheet, visitor: Visitor, confirm: ConfirmForm, now: datetime) -> bool:
    given = confirm.cleaned_data
    used: bool = visitors.use_fresh_code(
        visitor=visitor, reference=given["reference"], about=_about(sheet), code=given["code"], now=now
    )  # fmt: skip
    return used


@require_POST
def hold_item(request: HttpRequest, reader: Reader, item_id: int) -> HttpResponse:
    """Ask to hold on after approving."""
    visitor, sheet, form = _visitor(reader), Sheet(request, reader, item_id), HoldForm(request.POST)
    if form.is_valid():
        commands.hold_on_pages(item_id=item_id, visitor=visitor, words=form.cleaned_data["words"], now=sheet.now)
    return sheet.back()


def _visitor(reader: Reader) -> Visitor:
    assert reader.visitor is not None  # noqa: S101 - only visitors come here
    return reader.visitor


def _about(sheet: Sheet) -> str:
    return f"page {sheet.item.pk} {sheet.page.item.digest[:32]}"
