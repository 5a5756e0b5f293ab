"""A cell of the week: saved by the grid when left, or opened to change its note, tags and entries."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.errors import NotSeen, Refusal, Refused, Stale
from amity.timesheets import typed
from amity.timesheets.choosing import search
from amity.timesheets.week import grid, saving
from amity.timesheets.week.cells import Wish, set_cell
from amity.timesheets.week.days import Week
from amity.timesheets.week.forms import CellForm
from amity.timesheets.week.views import UNDO, grid_part, sheet_of, week_named
from amity.ui.asked import SHORT, posted
from amity.ui.linked import linked

STATUS = ((Stale, 409), (Refused, 403))


def cell(request: HttpRequest, label: str, key: str, number: int) -> HttpResponse:
    """Show a cell's form. A POST saves it and answers a script with the grid, a browser with the week."""
    chosen = week_named(label)
    row, one = _cell(request, chosen, key, number)
    fetched = request.headers.get("X-Requested-With") == "fetch"
    form, status = CellForm(request.POST or None, initial=_as_it_stands(row, one)), 200
    if request.method == "POST" and form.is_valid():
        try:
            undo = set_cell(
                by=actor_of(request), day=one.day.date, key=row.choice.key, seen=form.cleaned_data["seen"],
                wish=_wish(request, form, row, one), now=timezone.now(),
            )  # fmt: skip
            return _saved(request, chosen, undo, fetched=fetched)
        except Refusal as fault:
            status = next((code for kind, code in STATUS if isinstance(fault, kind)), 422)
            if fetched and not posted(request).has("text"):
                return _refused(request, fault, _cell(request, chosen, key, number)[1], status)
            form.add_error("hours", saving.fault_sentence(fault))
    elif request.method == "POST":
        status = 422
    template = "timesheets/week/cell_part.html" if fetched else "timesheets/week/cell.html"
    context = {"row": row, "cell": one, "form": form, "week": chosen, "alone": not fetched}
    return render(request, template, context, status=status)


def _cell(request: HttpRequest, chosen: Week, key: str, number: int) -> tuple[grid.Row, grid.Cell]:
    """Return the row and the cell. A new row comes from the work the person can log to."""
    sheet = sheet_of(request, chosen)
    if not 1 <= number <= 7:
        raise NotSeen(_("A week has seven days."))
    row = next((one for one in sheet.rows if one.key == key), None)
    if row is None:
        choice = search.named(person_of(actor_of(request)), key)
        if choice is None:
            raise NotSeen(_("Row not found."))
        row = grid.Row(choice, tuple(grid.Cell(day, key, ()) for day in sheet.days), None)
    return row, row.cells[number - 1]


def _as_it_stands(row: grid.Row, one: grid.Cell) -> dict[str, str]:
    tag = one.tag or row.new_tag
    return {"hours": one.shown, "text": one.note, "tag": tag, "seen": one.seen}


def _wish(request: HttpRequest, form: CellForm, row: grid.Row, one: grid.Cell) -> Wish:
    """Return the values sent: only the time from the grid, note and tag too from an opened cell."""
    values = form.cleaned_data
    tag = values["tag"] or ("" if one.entries else row.new_tag)
    return Wish(
        saving.read_cell(values["hours"]), values["text"].strip() if posted(request).has("text") else None, tag or None
    )


def _saved(request: HttpRequest, chosen: Week, undo: str, *, fetched: bool) -> HttpResponse:
    tokens = [undo] if undo else []
    if fetched:
        return grid_part(request, chosen, tokens)
    request.session[UNDO] = tokens
    messages.success(request, _("Saved."))
    return redirect("timesheets:week", str(chosen))


def _refused(request: HttpRequest, fault: Refusal, current: grid.Cell, status: int) -> HttpResponse:
    """Answer with the sentence shown at the cell, with both versions if someone else changed it first."""
    context = {
        "sentence": linked(fault), "stale": isinstance(fault, Stale), "stands": current,
        "now_says": typed.spell_time(current.seconds) if current.entries else "",
        "typed": posted(request).text("hours", SHORT),
    }  # fmt: skip
    return render(request, "timesheets/week/fault.html", context, status=status)
