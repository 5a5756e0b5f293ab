"""The list of imports, the form that brings a file, and the page of one import in whatever state it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from amity.audit.standing import actor_of
from amity.imports import policy, queries, steps
from amity.imports.expense_form import ExpenseForm, expense_look
from amity.imports.forms import BringForm
from amity.imports.pages import places, taken_back
from amity.imports.pages.columns_page import columns_of_page, unused
from amity.imports.pages.grid import grid_of
from amity.imports.pages.preview import LEFT, preview_of
from amity.imports.pages.recipe_card import recipe_card
from amity.imports.pages.rejects import rejects_of, right_needed
from amity.imports.pages.standing import Standing, could_be, standing_of, standings_of
from amity.imports.pages.things import things_seen
from amity.imports.pages.upload import StreamedUpload
from amity.imports.readers import STOPPED
from amity.imports.recipe_form import RecipeNameForm
from amity.imports.recipes import recipes_seen_by
from amity.imports.rules.reasons import Reason, Unreadable
from amity.imports.staging.looking import is_stopped, look
from amity.imports.staging.options import Options
from amity.imports.taking.at_one_go import AT_ONE_GO
from amity.imports.taking.left import duplicates_of, left_of
from amity.imports.wording import sentence
from amity.people.queries import person_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.ui.asked import SHORT, queried
from amity.ui.forms import once

LISTED = 100
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


def imports(request: HttpRequest) -> HttpResponse:
    """Every file brought, newest first, and the form for the next one."""
    return _list(request, BringForm(), 200)


@csrf_exempt
def bring(request: HttpRequest) -> HttpResponse:
    """Take a file in. The upload goes to disk as it comes, which must be said before anything reads the request."""
    if request.method != "POST":
        return redirect("imports:imports")
    policy.may_import(person_of(actor_of(request))).or_refuse()
    upload = StreamedUpload(request)
    request.upload_handlers = [upload]
    return _bring(request, upload)


@csrf_protect
def _bring(request: HttpRequest, upload: StreamedUpload) -> HttpResponse:
    form = BringForm(request.POST, request.FILES, fault=upload.sentence())
    if not form.is_valid():
        return _list(request, form, 422)
    by, now = actor_of(request), timezone.now()
    first: list[bool] = []
    again = reverse("imports:imports")

    def claim() -> str:
        first.append(True)
        return again

    once(form.cleaned_data["nonce"], person_id=by.person_id, now=now, act=claim)
    if not first:
        messages.info(request, _("This file has already been uploaded. It is first in the list."))
        return redirect(again)
    said, file = form.values(), form.cleaned_data["file"]
    try:
        batch = steps.bring(
            by=by, tool=said["tool"], name=file.name, chunks=file.chunks(), options=Options(project=said["project"]),
            now=now,
        )  # fmt: skip
    except (Invalid, Refused) as fault:
        form.send_again(fault.sentence)
        return _list(request, form, 422)
    return redirect("imports:names" if _needs_names(by, batch.pk) else "imports:batch", batch.pk)


def _needs_names(by: Any, batch_id: int) -> bool:
    batch = queries.batch_seen_by(by, batch_id)
    return batch.state == "ready" and grid_of(by, batch).needs_look


def _list(request: HttpRequest, form: BringForm, status: int) -> HttpResponse:
    by = actor_of(request)
    batches = list(queries.batches_seen_by(by)[:LISTED])
    context = {
        "batches": standings_of(by, batches),
        "form": form,
        "projects": steps.project_names(by),
        "recipes": recipes_seen_by(by).count(),
        "is_first_page": not batches and places.is_agency_empty(),
    }
    return render(request, "imports/imports.html", context, status=status)


def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One import, as far as it is."""
    return batch_page(request, batch_id)


def batch_page(request: HttpRequest, batch_id: int, name: RecipeNameForm | None = None) -> HttpResponse:
    """Draw the page of an import; `name` is a name for its mapping that was refused."""
    by = actor_of(request)
    found = queries.batch_seen_by(by, batch_id)
    standing = standing_of(by, found)
    page, shown = _page_of(request, standing)
    if name is not None:
        shown["card"] = recipe_card(by, found, shown.get("seen"), name)
    may_take = policy.may_take_rows(person_of(by), found.person_id, needs=right_needed(found))
    context = {"standing": standing, "batch": found, "seen": None, "may_take_rows": may_take, **shown}
    answer = render(request, page, context, status=422 if name is not None else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _page_of(request: HttpRequest, standing: Standing) -> tuple[str, dict[str, Any]]:
    """The page of an import in its state, and what it shows beside how the import stands."""
    by, found, state = actor_of(request), standing.batch, standing.state
    shown: dict[str, Any] = {}
    if state == "applied" and found.tool in AT_ONE_GO:
        shown = {"made": taken_back.made_of(by, found), "left": left_of(found), "seen": look(found)}
        return "imports/taken.html", {
            **shown,
            "skipped": duplicates_of(found),
            "skipped_count": found.counts.get("duplicate", 0),
        }
    if state == "to_take":
        try:
            shown = _looked(request, standing)
        except Unreadable:
            found.refresh_from_db()
            return PAGES["unreadable"], _sample(request, standing)
    elif state == "ready":
        shown = _preview(request, standing)
    elif state == "applied":
        shown = _preview(request, standing, view="" if queried(request).has("rows") else LEFT)
        shown |= {"next_steps": _next_steps(), "made": taken_back.made_of(by, found)}
    elif state in ("unreadable", "asking"):
        shown = _sample(request, standing)
    elif state == "undone":
        shown = {"kept": taken_back.kept_of(by, found)}
    return PAGES[state], shown


def _looked(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    """A file without time, looked through; one whose columns can be named shows them, and what is still open."""
    by, found = actor_of(request), standing.batch
    mapped = found.tool in steps.MAPPED_AT_ONE_GO
    try:
        looked = steps.looked_through(by, found, timezone.now())
    except Unreadable as fault:
        if not mapped or fault.reason.code in STOPPED:
            raise
        looked = steps.Looked(fault=sentence(fault.reason))
    form = ExpenseForm(None, seen=expense_look(found), options=Options.from_json(found.options)) if mapped else None
    return {"looked": looked, "things": things_seen(looked.things, person_of(by).money_right), "form": form}


def progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    """How far the job of an import is; asked for every second, it sends the browser on once the job has ended."""
    by = actor_of(request)
    standing = standing_of(by, queries.batch_seen_by(by, batch_id))
    if standing.state not in ("running", "applying", "undoing"):
        return HttpResponse(headers={"HX-Redirect": reverse("imports:batch", args=[batch_id])})
    answer = render(request, "imports/running.html#progress", {"standing": standing, "batch": standing.batch})
    answer["Cache-Control"] = "no-store"
    return answer


def rejects(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """The rows that do not come in, as a file. It holds original cells: costs only for who may see them."""
    by = actor_of(request)
    found = queries.batch_seen_by(by, batch_id)
    if not found.counts or not look(found).headers:
        raise NotSeen(_("There are no such rows."))
    policy.may_take_rows(person_of(by), found.person_id, needs=right_needed(found)).or_refuse()
    answer = StreamingHttpResponse(_marked(rejects_of(found)), content_type="text/csv; charset=utf-8")
    name = found.file_name.rpartition(".")[0] or found.file_name
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}-rows-with-errors.csv")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _marked(lines: Any) -> Any:
    """With the mark by which spreadsheets know UTF-8."""
    yield "\ufeff"
    yield from lines


def _sample(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    """The first rows of a file that waits for an answer, without amounts the person may not see."""
    found = standing.batch
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


def _preview(request: HttpRequest, standing: Standing, view: str = "") -> dict[str, Any]:
    by, found = actor_of(request), standing.batch
    right = person_of(by).money_right
    query = queried(request)
    seen = look(found)
    shown = preview_of(found, right, seen, view=view or query.text("rows", SHORT), after=query.whole("after"))
    grid = grid_of(by, found) if standing.state == "ready" else None
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
    """Where to go after an import, as far as those pages exist: name, address, icon."""
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
