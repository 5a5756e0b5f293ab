"""The page of one import in any state."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import accounts_seen_by
from amity.audit.actor_rights import actor_of
from amity.imports import policy, queries, steps
from amity.imports.columns.page import columns_of_page, unused
from amity.imports.names.grid import grid_of
from amity.imports.preview.page import LEFT, preview_of
from amity.imports.progress import ImportProgress, could_be, progress_of
from amity.imports.readers.limited import STOPPED
from amity.imports.recipes.card import recipe_card
from amity.imports.recipes.forms import RecipeNameForm
from amity.imports.rejected_rows.page import right_needed
from amity.imports.rules import Reason, Unreadable
from amity.imports.source_file.look import is_stopped, look
from amity.imports.source_file.options import Options
from amity.imports.undo import page as undo_page
from amity.imports.whole_files import headings
from amity.imports.whole_files.leftover_rows import by_reason, duplicates_of, left_of
from amity.imports.whole_files.mapped import mapped_form
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS
from amity.imports.whole_files.things import things_seen
from amity.imports.wording import sentence
from amity.people.queries import person_of
from amity.ui.asked import SHORT, queried

PAGES = {
    "running": "imports/running.html",
    "reading": "imports/halted.html",
    "to_take": "imports/take.html",
    "asking": "imports/asking.html",
    "unreadable": "imports/unreadable.html",
    "ready": "imports/preview.html",
    "applying": "imports/running.html",
    "undoing": "imports/running.html",
    "interrupted": "imports/halted.html",
    "stopped": "imports/halted.html",
    "applied": "imports/result.html",
    "undone": "imports/undone.html",
}


def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show one import in its current state."""
    return batch_page(request, batch_id)


def batch_page(request: HttpRequest, batch_id: int, name: RecipeNameForm | None = None) -> HttpResponse:
    """Draw the page of an import. `name` is a refused name for its mapping."""
    by = actor_of(request)
    found = queries.batch_seen_by(by, batch_id)
    progress = progress_of(by, found)
    page, shown = _page_of(request, progress)
    if name is not None:
        shown["card"] = recipe_card(by, found, shown.get("seen"), name)
    may_take = policy.may_take_rows(person_of(by), found.person_id, needs=right_needed(found))
    context = {"progress": progress, "batch": found, "seen": None, "may_take_rows": may_take, **shown}
    answer = render(request, page, context, status=422 if name is not None else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _page_of(request: HttpRequest, progress: ImportProgress) -> tuple[str, dict[str, Any]]:
    """Return the template of an import in its state, and its context besides the progress."""
    by, found, state = actor_of(request), progress.batch, progress.state
    shown: dict[str, Any] = {}
    if state == "applied" and found.tool in WHOLE_FILE_TOOLS:
        shown = {"made": undo_page.made_of(by, found), "reasons": by_reason(left_of(found)), "seen": look(found)}
        return "imports/taken.html", {
            **shown,
            "heading": headings.IMPORTED[found.tool],
            "skipped": duplicates_of(found),
            "skipped_count": found.counts.get("duplicate", 0),
        }
    if state == "to_take":
        try:
            shown = _looked(request, progress)
        except Unreadable:
            found.refresh_from_db()
            return PAGES["unreadable"], _sample(request, progress)
    elif state == "ready":
        shown = _preview(request, progress)
    elif state == "applied":
        shown = _preview(request, progress, view="" if queried(request).has("rows") else LEFT)
        shown |= {"next_steps": _next_steps(), "made": undo_page.made_of(by, found)}
    elif state in ("unreadable", "asking"):
        shown = _sample(request, progress)
    elif state == "undone":
        shown = {"kept": undo_page.left_records(by, found)}
    return PAGES[state], shown


def _looked(request: HttpRequest, progress: ImportProgress) -> dict[str, Any]:
    """Return the preview of a file without time. If its columns can be chosen, it has them and the open questions."""
    by, found = actor_of(request), progress.batch
    mapped = found.tool in steps.MAPPED_TOOLS
    try:
        looked = steps.looked_through(by, found, timezone.now())
    except Unreadable as fault:
        if not mapped or fault.reason.code in STOPPED:
            raise
        looked = steps.FilePreview(fault=sentence(fault.reason))
    rows = len(looked.lines) if found.tool == "lines" else looked.rows
    return {
        "heading": headings.heading_of(found.tool, rows),
        "button": headings.button_of(found.tool, found.options.get("project", "")),
        "may_open": headings.MAY_OPEN.get(found.tool),
        "looked": looked,
        "reasons": by_reason(looked.rejected),
        "things": things_seen(looked.things, person_of(by).money_right),
        "form": mapped_form(found) if mapped else None,
        "clients": looked.clients if any(one.is_open or one.verdict for one in looked.clients) else [],
        "accounts": accounts_seen_by(by).order_by("name").values_list("pk", "name") if looked.clients else [],
    }


def progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show the progress of an import's job. It is polled every second and redirects once the job has ended."""
    by = actor_of(request)
    progress = progress_of(by, queries.batch_seen_by(by, batch_id))
    if progress.state not in ("running", "applying", "undoing"):
        return HttpResponse(headers={"HX-Redirect": reverse("imports:batch", args=[batch_id])})
    answer = render(request, "imports/running.html#progress", {"progress": progress, "batch": progress.batch})
    answer["Cache-Control"] = "no-store"
    return answer


def _sample(request: HttpRequest, progress: ImportProgress) -> dict[str, Any]:
    """Return the first rows of a file that waits for an answer, without amounts the person can't see."""
    found = progress.batch
    seen = look(found)
    columns = columns_of_page(seen, person_of(actor_of(request)).money_right)
    hidden = {column.place for column in columns if column.hidden}
    rows = [[None if place in hidden else cell for place, cell in enumerate(row)] for row in seen.rows]
    reasons = [sentence(Reason.from_json(note)) for note in found.notes]
    card = recipe_card(actor_of(request), found, seen)
    return {
        "seen": seen,
        "could_be": could_be(found, seen.headers),
        "sample": columns,
        "sample_rows": rows,
        "reasons": reasons,
        "stopped": is_stopped(found),
        "card": card,
    }


def _preview(request: HttpRequest, progress: ImportProgress, view: str = "") -> dict[str, Any]:
    by, found = actor_of(request), progress.batch
    right = person_of(by).money_right
    query = queried(request)
    seen = look(found)
    shown = preview_of(found, right, seen, view=view or query.text("rows", SHORT), after=query.whole("after"))
    grid = grid_of(by, found) if progress.state == "ready" else None
    return {
        "preview": shown,
        "seen": seen,
        "columns": (columns := columns_of_page(seen, right)),
        "unused": unused(columns),
        "grid": grid,
        "card": recipe_card(by, found, seen),
        "options": Options.from_json(found.options),
        "views": [
            {"label": label, "url": f"?rows={key}", "current": shown.view == key}
            for key, label in (
                ("choices", _("Errors and choices %(rows)s") % {"rows": shown.figures.wrong}),
                ("duplicates", _("Already here %(rows)s") % {"rows": shown.figures.duplicates}),
                ("changed", _("Changed %(rows)s") % {"rows": shown.figures.updated}),
                ("all", _("All %(rows)s") % {"rows": shown.figures.total}),
            )
        ],
    }


def _next_steps() -> list[tuple[str, str, str]]:
    """Return the next pages after an import, as far as they exist: name, URL, icon."""
    found = []
    for label, url, icon in (
        (_("Answer the three questions"), "reports:questions", "help"),
        (_("See what we found"), "reports:found", "eye"),
    ):
        try:
            found.append((label, reverse(url), icon))
        except NoReverseMatch:
            continue
    return found
