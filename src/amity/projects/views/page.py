"""A project's page, the tab of an account's work, and the ticks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.pages import tab_context
from amity.audit.standing import actor_of
from amity.projects import commands, pages, queries
from amity.shared.errors import Invalid, Refused, Stale
from amity.ui.asked import SHORT, posted

TICKS = {
    "finished": commands.mark_finished,
    "open": commands.take_back_finished,
    "not-yet": commands.answer_not_yet,
}


def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """One project."""
    actor = actor_of(request)
    seen = queries.project_seen_by(actor, project_id)
    return render(request, "projects/project.html", pages.context(actor, seen, timezone.localdate()))


def account_work(request: HttpRequest, account_id: int) -> HttpResponse:
    """The tab *Work* of an account: its projects, as far as the person sees them."""
    context = tab_context(request, account_id, "work")
    context |= pages.account_work(actor_of(request), context["account"], whole=context["rights"].whole)
    return render(request, "projects/account_work.html", context)


@require_POST
def tick(request: HttpRequest, project_id: int, kind: str, thing_id: int) -> HttpResponse:
    """Set or take back "finished", or answer "not yet": one press, the row comes back with Undo beside it."""
    actor = actor_of(request)
    sent = posted(request)
    answer = sent.text("answer", SHORT) or ("finished" if sent.has("finished") else "open")
    act = TICKS.get(answer, commands.answer_not_yet)
    where: dict[str, Any] = {f"{kind}_id": thing_id}
    act(by=actor, project_id=project_id, now=timezone.now(), **where)
    if request.headers.get("HX-Request"):
        seen = queries.project_seen_by(actor, project_id)
        today = timezone.localdate()
        context = {"project": seen, "rights": pages.rights(actor, seen), "answered": answer, "today": today}
        context["row"] = pages.one_row(seen, kind, thing_id, today)
        return render(request, "projects/work_row.html", context)
    return redirect("projects:project", project_id)


@require_POST
def move_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Move a project to another status."""
    sent = posted(request)
    try:
        commands.move_project(
            by=actor_of(request), project_id=project_id, version=sent.whole("version"),
            status=sent.text("status", SHORT), now=timezone.now(),
        )  # fmt: skip
    except (Refused, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("projects:project", project_id)


@require_POST
def remove_member(request: HttpRequest, project_id: int, person_id: int) -> HttpResponse:
    """Take somebody off the team."""
    commands.remove_member(by=actor_of(request), project_id=project_id, person_id=person_id, now=timezone.now())
    return redirect("projects:project", project_id)


@require_POST
def deliver_milestone(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Say that a milestone was kept today, or take that back (`back` is sent)."""
    actor, now = actor_of(request), timezone.now()
    try:
        if posted(request).has("back"):
            milestone = commands.reopen_milestone(by=actor, milestone_id=milestone_id, now=now)
        else:
            milestone = commands.deliver_milestone(
                by=actor, milestone_id=milestone_id, delivered_on=timezone.localdate(), now=now
            )
    except Invalid as fault:
        messages.error(request, fault.sentence)
        return redirect(request.path)
    messages.success(request, _("%(name)s saved.") % {"name": milestone.name})
    return redirect("projects:project", milestone.project_id)
