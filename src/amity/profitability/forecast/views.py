"""The page behind a forecast, and the marks that would make it better."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.profitability.forecast.page import explained
from amity.profitability.reader import money_reader
from amity.projects.finished_marks.commands import Tickable, answer_not_yet, mark_finished
from amity.projects.policy import may_tick
from amity.projects.queries import project_seen_by
from amity.ui.asked import SHORT, posted


@require_safe
def forecast(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show what a project is expected to take, and why."""
    reader = money_reader(request)
    seen = project_seen_by(reader, project_id)
    context = {
        "project": seen,
        "seen": explained(reader, seen),
        "may_tick": bool(may_tick(person_of(reader), seen)),
        "title": _("Forecast"),
        "back": reverse("projects:project", args=[project_id]),
    }
    return render(request, "profitability/forecast.html", context)


@require_POST
def answer_line(request: HttpRequest, project_id: int, line_id: int) -> HttpResponse:
    """Mark a line as finished, or answer "not yet", and show the forecast again."""
    _act(request)(by=actor_of(request), project_id=project_id, line_id=line_id, now=timezone.now())
    return redirect("money:forecast", project_id)


@require_POST
def answer_item(request: HttpRequest, project_id: int, item_id: int) -> HttpResponse:
    """Mark a work item as finished, or answer "not yet", and show the forecast again."""
    _act(request)(by=actor_of(request), project_id=project_id, item_id=item_id, now=timezone.now())
    return redirect("money:forecast", project_id)


def _act(request: HttpRequest) -> Callable[..., Tickable]:
    return mark_finished if posted(request).text("answer", SHORT) == "finished" else answer_not_yet
