"""The page behind a forecast, and the marks that would make it better."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.profitability.forecast import wording
from amity.profitability.forecast.evidence import LINE, WORK_ITEM
from amity.profitability.forecast.page import entries_of, explained
from amity.profitability.forecast.queries import evidence_seen_by
from amity.profitability.reader import money_reader
from amity.projects.finished_marks.commands import answer_not_yet, mark_finished
from amity.projects.policy import may_tick
from amity.projects.queries import project_seen_by
from amity.shared.errors import NotSeen
from amity.ui.asked import SHORT, posted


@require_safe
def forecast(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show what a project is expected to take, and why."""
    reader = money_reader(request)
    seen = project_seen_by(reader, project_id)
    found = explained(reader, seen)
    context = {
        "project": seen,
        "seen": found,
        "pieces": [(one, entries_of(one, project_id)) for one in found.pieces] if found else (),
        "heading": wording.titled(seen.name, found.expected.heading) if found else "",
        "may_tick": bool(may_tick(person_of(reader), seen)),
        "title": _("Forecast"),
        "back": reverse("projects:project", args=[project_id]),
    }
    return render(request, "profitability/forecast.html", context)


def answer_line(request: HttpRequest, project_id: int, line_id: int) -> HttpResponse:
    """Ask whether a line is finished, or record the answer and show the forecast again."""
    return _answered(request, project_id, LINE, line_id)


def answer_item(request: HttpRequest, project_id: int, item_id: int) -> HttpResponse:
    """Ask whether a work item is finished, or record the answer and show the forecast again."""
    return _answered(request, project_id, WORK_ITEM, item_id)


def _answered(request: HttpRequest, project_id: int, kind: str, thing_id: int) -> HttpResponse:
    by = actor_of(request)
    if request.method == "POST":
        act = mark_finished if posted(request).text("answer", SHORT) == "finished" else answer_not_yet
        where: dict[str, Any] = {f"{kind}_id": thing_id}
        act(by=by, project_id=project_id, now=timezone.now(), **where)
        return redirect("money:forecast", project_id)
    project = project_seen_by(by, project_id)
    may_tick(person_of(by), project).or_refuse()
    known = evidence_seen_by(by, project)
    piece = next((one for one in known.pieces if (one.kind, one.id) == (kind, thing_id)), None) if known else None
    if piece is None:
        raise NotSeen(_("Line or work item not found on this project."))
    return render(request, "profitability/is_finished.html", {"project": project, "piece": piece})
