"""The page "What we found", its document, and finished marks on the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.projects.finished_marks import commands as mark_commands
from amity.reports import policy
from amity.reports.material.queries import gather
from amity.reports.overview import document, links
from amity.reports.overview.imported_files import imported_files
from amity.reports.overview.wording import page
from amity.reports.report_model import Page, Tick
from amity.shared.actor import Actor
from amity.ui.asked import queried

TICKS: dict[str, tuple[Callable[..., Any], str]] = {
    "finished": (mark_commands.mark_finished, "finished"),
    "open": (mark_commands.take_back_finished, "open"),
    "not-yet": (mark_commands.answer_not_yet, "not_yet"),
}


def found(request: HttpRequest) -> HttpResponse:
    """Show up to five findings or, with `?all=1`, every one, missing facts, and the basis of all figures."""
    actor = actor_of(request)
    policy.may_see_found(actor).or_refuse()
    report = _report(actor, whole=bool(queried(request).text("all", 1)))
    context = {
        "page": report,
        "files": imported_files(actor),
        "bring": links.FactLinks(actor).brings,
        "may_answer": bool(policy.may_answer(actor)),
    }
    return render(request, "reports/found.html" if report else "reports/nothing.html", context)


def print_found(request: HttpRequest) -> HttpResponse:
    """Answer with the findings on one A4 page, for those who can see them."""
    actor = actor_of(request)
    policy.may_see_found(actor).or_refuse()
    report = _report(actor)
    if report is None:
        return redirect("reports:found")
    answer = HttpResponse(document.pdf(report), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="what-we-found.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def tick(request: HttpRequest, project_id: int, kind: str, thing_id: int, verb: str) -> HttpResponse:
    """Mark as finished, reopen, or answer not yet. Saved at once."""
    act, state = TICKS[verb]
    thing = act(by=actor_of(request), project_id=project_id, now=timezone.now(), **{f"{kind}_id": int(thing_id)})
    row = Tick(kind, int(thing_id), int(project_id), str(thing), "", state)
    if request.headers.get("HX-Request"):
        return render(request, "reports/tick.html", {"tick": row})
    notices = {"finished": _("“%(name)s” marked as finished."), "open": _("“%(name)s” reopened.")}
    messages.success(
        request, notices.get(state, _("We’ll ask about “%(name)s” again in three weeks.")) % {"name": row.name}
    )
    return redirect("reports:found")


def _report(actor: Actor, *, whole: bool = False) -> Page | None:
    gathered = gather(actor)
    if gathered is None:
        return None
    ways = links.FactLinks(actor)
    return page(gathered, today=timezone.localdate(), row_link=links.entries, ways=ways, whole=whole)
