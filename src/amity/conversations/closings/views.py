"""The page that closes the day. Every button sends all lines, and each line is saved by itself."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.conversations.calls import commands as calls
from amity.conversations.closings import commands, page, queries, wording
from amity.conversations.closings.forms import LINE, DayForm
from amity.conversations.suspected import commands as suspected
from amity.shared.actor import Actor
from amity.shared.errors import Refusal, Stale
from amity.ui.asked import Asked, posted
from amity.ui.forms import once, person_id_of

Press = Callable[[Actor, int, int, datetime], object]
BUTTONS: Final[Mapping[str, Press]] = {
    "drop": lambda by, pk, version, now: suspected.drop_suspected(by=by, suspected_id=pk, version=version, now=now),
    "again": lambda by, pk, version, now: suspected.ask_again(by=by, suspected_id=pk, now=now),
    "none": lambda by, pk, version, now: calls.need_no_note(by=by, meeting_id=pk, now=now),
    "need": lambda by, pk, version, now: calls.need_note(by=by, meeting_id=pk, now=now),
}
"""What a button does to the row whose id it sends. *Keep* also sends what was chosen for the row."""
KEEP: Final = "keep"


def close_day(request: HttpRequest) -> HttpResponse:
    """Show what is left of the day, save the lines that were typed, and do what the pressed button says."""
    actor, now = actor_of(request), timezone.now()
    seen = queries.evening(actor, now)
    form = DayForm(
        request.POST if request.method == "POST" else None, meetings=seen.to_note, promises=seen.promises_to_decide
    )
    if request.method != "POST":
        return _page(request, actor, seen, form)
    for text in form.left_over():
        messages.error(request, _("This meeting already has a note. You typed: %(text)s") % {"text": text})
    if form.is_valid():
        _save_lines(actor, form, now)
        _press(request, actor, form, now)
    if form.errors:
        form.renew()
        return _page(request, actor, queries.evening(actor, now), form, 422)
    if form.has_other_choices(posted(request).whole(KEEP)):
        form.renew()
        return _page(request, actor, queries.evening(actor, now), form)
    return redirect("conversations:close_day")


def _save_lines(by: Actor, form: DayForm, now: datetime) -> None:
    """Save each line as the note of its meeting. One that can't be stays in its field, with the reason."""
    for meeting_id, text in form.lines.items():
        try:
            calls.note_meeting(by=by, meeting_id=meeting_id, text=text, now=now)
        except Refusal as fault:
            form.add_error(f"{LINE}{meeting_id}", fault.sentence)


def _press(request: HttpRequest, by: Actor, form: DayForm, now: datetime) -> None:
    """Do what the pressed button says, once. The day isn't closed while a line can't be saved."""
    sent = posted(request)
    try:
        once(form.cleaned_data["nonce"], person_id=person_id_of(request), now=now, act=lambda: _do(by, sent, form, now))
    except Stale:
        form.add_error(None, _("Someone else changed this first. Read it again before you decide."))
    except Refusal as fault:
        form.show(fault, sent.whole(KEEP))
    else:
        if sent.has("close") and not form.errors:
            messages.success(request, wording.closed(commands.close_day(by=by, now=now)))


def _do(by: Actor, sent: Asked, form: DayForm, now: datetime) -> str:
    if sent.has(KEEP):
        pk = sent.whole(KEEP)
        suspected.keep_suspected(
            by=by, suspected_id=pk, version=sent.whole(f"version-{pk}"), now=now, promise=form.promise(pk)
        )
    for name, press in BUTTONS.items():
        if sent.has(name):
            pk = sent.whole(name)
            press(by, pk, sent.whole(f"version-{pk}"), now)
    return reverse("conversations:close_day")


def _page(
    request: HttpRequest, by: Actor, seen: queries.Evening, form: DayForm, status: int = 200
) -> HttpResponse:  # fmt: skip
    shown = page.context(by, seen, form)
    return render(request, "conversations/close_day.html", shown, status=status)
