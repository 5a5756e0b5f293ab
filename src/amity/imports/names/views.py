"""Pages on which the names of a file are matched, created or left out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.audit.actor_rights import actor_of
from amity.imports import queries, steps
from amity.imports.columns.page import columns_of_page, unused
from amity.imports.line_codes.forms import LinesForm
from amity.imports.line_codes.page import code_count, guessed_expression
from amity.imports.names.grid import Grid, decisions_from, grid_of
from amity.imports.preview.page import figures_of
from amity.imports.recipes.card import recipe_card
from amity.imports.source_file.look import look
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import stage_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Refused
from amity.ui import formats
from amity.ui.asked import SHORT, posted


def names(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show the names of a file, to be matched, created or left out. A guess applies only once confirmed."""
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
    """Return the title: a question where the file names no client, otherwise what is new in it."""
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
        text = ngettext("One choice saved.", "%(count)s choices saved.", len(decisions)) % words
        messages.success(request, text)
    return redirect("imports:names", batch.pk)
