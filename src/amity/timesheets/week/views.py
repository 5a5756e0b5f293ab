"""Pages of the week and of a day. A cell is saved by fetch. Without JavaScript the week is one plain form."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid, NotSeen
from amity.timesheets.choosing.keys import read_key
from amity.timesheets.split import queries as split
from amity.timesheets.week import grid, rows, saving, undoing
from amity.timesheets.week.day_views import day_context
from amity.timesheets.week.days import Week, read_week, week_of
from amity.timesheets.week.forms import ADD, RowForm
from amity.ui import formats
from amity.ui.asked import SHORT, posted, queried

UNDO = "timesheets.week.undo"
"""Session key of the tokens that undo the last action, until the next page offers it."""


def week(request: HttpRequest, label: str = "") -> HttpResponse:
    """Show a week as a grid, and on a phone one of its days. A POST saves every cell that was changed."""
    chosen, now = week_named(label), timezone.now()
    if request.method == "POST":
        before = sheet_of(request, chosen)
        outcome = saving.save_all(actor_of(request), before, posted(request).every_text(), now)
        request.session[UNDO] = outcome.undo
        if not outcome.faults:
            saved = ngettext("%(number)s cell saved.", "%(number)s cells saved.", len(outcome.undo))
            messages.success(request, saved % {"number": formats.number(len(outcome.undo))})
            return redirect("timesheets:week", str(chosen))
        sheet = saving.with_faults(sheet_of(request, chosen), outcome.faults)
        return week_page(request, sheet, status=422)
    return week_page(request, sheet_of(request, chosen))


def week_page(
    request: HttpRequest, sheet: grid.Sheet, *, row_form: RowForm | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page of a week. `row_form` shows its errors."""
    person, today = person_of(actor_of(request)), timezone.localdate()
    on = _day_in(queried(request).text("day", SHORT), sheet.week, today)
    context = day_context(request, sheet, on) | {
        "row_form": row_form or RowForm(person=person),
        "add": ADD,
        "this_week": week_of(today),
        "undo": request.session.pop(UNDO, []),
    }
    context |= split.card(actor_of(request), sheet.week, today)
    return render(request, "timesheets/week/week.html", context, status=status)


@require_POST
def row(request: HttpRequest, label: str) -> HttpResponse:
    """Add a row to the week, or remove one without time."""
    by, chosen = actor_of(request), week_named(label)
    if (key := read_key(posted(request).text("remove", SHORT))) is not None:
        rows.take_row_off(by=by, week=chosen, key=key)
        return redirect("timesheets:week", label)
    form = RowForm(request.POST, person=person_of(by))
    if form.is_valid():
        try:
            added = rows.add_row(by=by, week=chosen, key=form.cleaned_data["work"].key)
            if request.headers.get("X-Requested-With") == "fetch":
                return grid_part(request, chosen, [], added=added.key)
            return redirect(f"{reverse('timesheets:week', args=[label])}#row-{added.key}")
        except Invalid as fault:
            form.add_error("work", fault.sentence)
    return week_page(request, sheet_of(request, chosen), row_form=form, status=422)


@require_POST
def copy_last_week(request: HttpRequest, label: str) -> HttpResponse:
    """Copy last week's rows into this one, with their hours if requested."""
    by, hours = actor_of(request), posted(request).text("hours", SHORT) == "yes"
    copied = rows.copy_last_week(by=by, week=week_named(label), with_hours=hours, now=timezone.now())
    request.session[UNDO] = copied.undo
    if not copied.undo:
        messages.warning(request, _("Nothing was copied. Last week’s rows are already here or closed."))
        return redirect("timesheets:week", label)
    brought = ngettext("%(rows)s row copied", "%(rows)s rows copied", copied.rows) % {"rows": copied.rows}
    filled = ngettext("%(cells)s time filled in", "%(cells)s times filled in", copied.cells) % {"cells": copied.cells}
    messages.success(request, f"{brought}, {filled}." if hours else f"{brought}.")
    return redirect("timesheets:week", label)


@require_POST
def undo_in_week(request: HttpRequest, label: str) -> HttpResponse:
    """Undo the last action."""
    chosen, tokens = week_named(label), posted(request).texts("undo", SHORT)
    undoing.undo_in_week(by=actor_of(request), tokens=tokens, now=timezone.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return grid_part(request, chosen, [])
    messages.success(request, _("Undone."))
    return redirect("timesheets:week", label)


def grid_part(request: HttpRequest, chosen: Week, undo: list[str], *, added: str = "") -> HttpResponse:
    """Return only the grid, for a page that swaps it in, with the time it was saved or the key of the new row."""
    saved: datetime | None = None if added else timezone.localtime()
    context = {
        "sheet": sheet_of(request, chosen), "undo": undo, "saved": saved, "add": ADD, "added": added,
        "row_form": RowForm(person=person_of(actor_of(request))),
    }  # fmt: skip
    return render(request, "timesheets/week/grid.html", context)


def sheet_of(request: HttpRequest, chosen: Week) -> grid.Sheet:
    """Return the signed-in person's week."""
    return grid.sheet(actor_of(request), chosen, today=timezone.localdate())


def week_named(label: str) -> Week:
    """Return the week of a URL, by default this week. Raise `NotSeen` if it isn't a week."""
    chosen = read_week(label) if label else week_of(timezone.localdate())
    if chosen is None:
        raise NotSeen(_("Week not found. Enter it as 2026-W48."))
    return chosen


def _day_in(text: str, chosen: Week, today: date) -> date:
    """Return the day a phone shows: the requested one, today, or Monday."""
    return next(
        (one for one in chosen.days if one.isoformat() == text), today if today in chosen.days else chosen.monday
    )
