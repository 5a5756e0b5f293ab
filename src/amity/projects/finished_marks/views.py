"""Finished marks on lines and work items."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.projects import pages, queries
from amity.projects.finished_marks import commands
from amity.ui.asked import SHORT, posted

TICKS = {
    "finished": commands.mark_finished,
    "open": commands.take_back_finished,
    "not-yet": commands.answer_not_yet,
}


@require_POST
def tick(request: HttpRequest, project_id: int, kind: str, thing_id: int) -> HttpResponse:
    """Set or undo "finished", or answer "not yet". The response is the table of lines, with Undo, and the tabs."""
    actor = actor_of(request)
    sent = posted(request)
    answer = sent.text("answer", SHORT) or ("finished" if sent.has("finished") else "open")
    act = TICKS.get(answer, commands.answer_not_yet)
    where: dict[str, Any] = {f"{kind}_id": thing_id}
    act(by=actor, project_id=project_id, now=timezone.now(), **where)
    if request.headers.get("HX-Request"):
        seen = queries.project_seen_by(actor, project_id, counted=True)
        context = pages.lines(actor, seen, timezone.localdate())
        context["answered"] = {"kind": kind, "id": thing_id, "answer": answer}
        return render(request, "projects/ticked.html", context)
    return redirect("projects:project", project_id)
