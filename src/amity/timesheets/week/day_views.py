"""One day on a phone: its entries, a form to add time, and what can be marked as finished."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.projects.finished_marks import commands as mark_commands
from amity.shared.errors import Invalid, NotSeen
from amity.timesheets import commands, months, typed
from amity.timesheets.approval import queries as approval
from amity.timesheets.changes import EntryChanges
from amity.timesheets.choosing.search import named
from amity.timesheets.time_in_words import time_and_text
from amity.timesheets.week import grid, quiet
from amity.timesheets.week.cells import TAGS
from amity.timesheets.week.days import week_of
from amity.timesheets.week.forms import DayForm
from amity.ui.acts import acted
from amity.ui.asked import SHORT, posted, queried
from amity.ui.search.words import LONGEST_ALONG


def day(request: HttpRequest, on: str) -> HttpResponse:
    """Show a single day. A POST adds time to it."""
    chosen, person = _day(on), person_of(actor_of(request))
    form = DayForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_bound:
        answer = acted(request, form, lambda values: _add(request, chosen, values))
        if answer is not None:
            return answer
    sheet = grid.sheet(actor_of(request), week_of(chosen), today=timezone.localdate())
    context = day_context(request, sheet, chosen, form)
    return render(request, "timesheets/week/day.html", context, status=422 if form.is_bound else 200)


def day_context(request: HttpRequest, sheet: grid.Sheet, on: date, form: DayForm | None = None) -> dict[str, Any]:
    """Return the context of a day's page."""
    by, chosen = actor_of(request), sheet.day(on)
    form = form or DayForm(person=person_of(by))
    return {
        "sheet": sheet,
        "day": chosen,
        "entries": sheet.on(chosen),
        "day_form": form,
        "lately": form.fields["work"].widget.suggested[:4],
        "own_week": approval.own_week(by, sheet.week),
        "asked": quiet.asked_of(by, today=timezone.localdate()),
    }


@require_GET
def log_today(request: HttpRequest) -> HttpResponse:
    """Show today with the form filled in: the work by its key, and the time and the text found in some words."""
    by, today, asked = actor_of(request), timezone.localdate(), queried(request)
    person = person_of(by)
    hours, text = time_and_text(asked.text("words", LONGEST_ALONG))
    form = DayForm(
        person=person, initial={"hours": hours, "text": text, "work": named(person, asked.text("work", SHORT))}
    )
    sheet = grid.sheet(by, week_of(today), today=today)
    return render(request, "timesheets/week/day.html", day_context(request, sheet, today, form))


@require_POST
def answer_quiet(request: HttpRequest, on: str, project_id: int, item_id: int) -> HttpResponse:
    """Record the answer to "is it finished?" and go back to the day."""
    act = (
        mark_commands.answer_not_yet
        if posted(request).text("answer", SHORT) == "not_yet"
        else mark_commands.mark_finished
    )
    act(by=actor_of(request), project_id=project_id, item_id=item_id, now=timezone.now())
    messages.success(request, _("Saved. The project shows it."))
    return redirect("timesheets:day", _day(on).isoformat())


def _add(request: HttpRequest, on: date, values: dict[str, Any]) -> str:
    billable, courtesy = TAGS[values["tag"] or grid.BILLABLE]
    changes = EntryChanges(
        on, values["hours"], values["text"], **asdict(values["work"].key), billable=billable, courtesy=courtesy
    )
    try:
        entry = commands.log_entry(by=actor_of(request), changes=changes, now=timezone.now())
    except months.MonthClosed as closed:
        raise Invalid(closed.sentence, "hours") from closed
    notice = _("%(time)s logged on %(work)s.") % {"time": typed.spell_time(entry.seconds), "work": values["work"].short}
    messages.success(request, notice)
    return reverse("timesheets:day", args=[on.isoformat()])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotSeen(_("Date not found.")) from None
