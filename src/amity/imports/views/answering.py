"""What a file leaves open: its columns, the order of its dates, whose names these are, and how line codes look."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.imports import queries, steps
from amity.imports.forms import ORDERS, LinesForm, ReadingForm
from amity.imports.pages.codes import code_count, guessed_expression
from amity.imports.pages.columns_page import columns_of_page, mapping_from, unused
from amity.imports.pages.grid import Grid, decisions_from, grid_of
from amity.imports.pages.preview import figures_of
from amity.imports.pages.recipe_card import recipe_card
from amity.imports.staging.looking import look
from amity.imports.staging.options import Options
from amity.imports.staging.stage import stage_of
from amity.imports.taking.at_one_go import AT_ONE_GO
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Refused
from amity.ui import formats
from amity.ui.asked import SHORT, posted, queried


def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Which column is what, and how the file is written."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool in AT_ONE_GO or batch.state not in queries.UNDECIDED:
        return redirect("imports:batch", batch_id)
    seen, options = look(batch), Options.from_json(batch.options)
    form = ReadingForm(request.POST or None, seen=seen, options=options)
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            answers = {**form.cleaned_data, "columns": mapping_from(seen, options, posted(request).every_text())}
            steps.give_answers(by=by, batch_id=batch_id, answers=answers, now=timezone.now())
        except (Invalid, Refused) as refusal:
            fault = refusal.sentence
        else:
            return _onward(request, batch_id)
    context = {
        "batch": batch, "seen": seen, "form": form, "fault": fault,
        "columns": columns_of_page(seen, person_of(by).money_right), "posted": posted(request).every_text(),
    }  # fmt: skip
    return render(request, "imports/columns.html", context, status=422 if fault or form.errors else 200)


@require_POST
def answer(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Answer one thing a file asks: the order of its dates, or what it really comes from; or read it once more."""
    by = actor_of(request)
    queries.batch_seen_by(by, batch_id)
    order, tool = posted(request).text("date_order", SHORT), posted(request).text("tool", SHORT)
    answers = {"date_order": order} if order in dict(ORDERS) else {}
    try:
        steps.give_answers(by=by, batch_id=batch_id, answers=answers, tool=tool, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
        return redirect("imports:batch", batch_id)
    return _onward(request, batch_id)


def names(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The names of a file: match, make, or leave out. A guess counts only once somebody presses it."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    if batch.state != "ready":
        return redirect("imports:batch", batch_id)
    if request.method == "POST":
        return _decided(request, batch_id)
    grid, options, seen = grid_of(by, batch), Options.from_json(batch.options), look(batch)
    with stage_of(batch.pk) as stage:
        figures = figures_of(stage)
    guess = guessed_expression(batch) if batch.tool == "csv" else ""
    shown = columns_of_page(seen, person_of(by).money_right)
    context = {
        "batch": batch,
        "grid": grid,
        "figures": figures,
        "seen": seen,
        "options": options,
        "columns": shown,
        "unused": unused(shown),
        "lines": LinesForm(options=options, guess=guess) if batch.tool == "csv" else None,
        "codes": code_count(batch, options.line_code or guess),
        "guessed": bool(guess),
        "sides": _sides(grid),
        "card": recipe_card(by, batch, seen),
    }
    return render(request, "imports/names.html", context)


def _sides(grid: Grid) -> str:
    """The title: a question where the file names no client, else what is new in it."""
    if any(kind.asks_account and kind.open for kind in grid.kinds):
        return _("This file names no client. Whose projects are these?")
    if not grid.kinds:
        return _("No row of this file can be read")
    if grid.new:
        words = {"count": formats.number(grid.new)}
        return ngettext("One name is new here", "%(count)s names are new here", grid.new) % words
    if grid.needs_look:
        return _("Some names are not quite the ones we know")
    return _("All names in this file are matched")


def _decided(request: HttpRequest, batch_id: int) -> HttpResponse:
    by, now = actor_of(request), timezone.now()
    sent = posted(request)
    take, go = sent.text("take", SHORT), sent.text("go", SHORT)
    batch = queries.batch_seen_by(by, batch_id)
    options = Options.from_json(batch.options)
    make = {"make": True, "preview": False}.get(go, options.create_missing)
    try:
        decisions = decisions_from(grid_of(by, batch), sent.every_text(), take)
        steps.decide(by=by, batch_id=batch.pk, decisions=decisions, create_missing=make, now=now)
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
        return redirect("imports:names", batch.pk)
    if go:
        return redirect("imports:batch", batch.pk)
    if decisions:
        words = {"count": formats.number(len(decisions))}
        said = ngettext("One choice saved.", "%(count)s choices saved.", len(decisions)) % words
        messages.success(request, said)
    return redirect("imports:names", batch.pk)


@require_POST
def lines(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How codes of quoted lines are read out of texts."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    form = LinesForm(request.POST, options=Options.from_json(batch.options))
    if not form.is_valid():
        for field in form:
            for error in field.errors:
                messages.error(request, f"{field.label}: {error}")
        return redirect("imports:names", batch_id)
    try:
        steps.give_answers(by=by, batch_id=batch_id, answers=form.cleaned_data, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
    return _onward(request, batch_id)


def count_codes(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How many rows carry a code, while the expression is typed."""
    batch = queries.batch_seen_by(actor_of(request), batch_id)
    codes = code_count(batch, queried(request).text("line_code"))
    return render(request, "imports/codes.html", {"codes": codes})


def _onward(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = queries.batch_seen_by(actor_of(request), batch_id)
    return redirect("imports:names" if batch.state == "ready" else "imports:batch", batch_id)
