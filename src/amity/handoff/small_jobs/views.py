"""Pages of small jobs: start one with its hand-off, and show what it comes to while it is typed."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.briefs import policy as briefs
from amity.handoff.small_jobs import commands, page
from amity.handoff.small_jobs.commands import StartedJob
from amity.handoff.small_jobs.forms import SmallJobForm
from amity.people.queries import known_while_reading, person_of
from amity.ui.acts import acted
from amity.ui.asked import SHORT, posted, queried

IN_ADDRESS: Final = {"want": "client_words", "done": "done_when"}
"""Texts that an address can fill in, by their name there."""


def small_job(request: HttpRequest, account_id: int) -> HttpResponse:
    """Start a small job of an account and hand it off, all on one page.

    `?want=…&done=…&hours=8 design 4 dev&who=…&due=2026-12-04` fills in fields.
    """
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    briefs.may_open(person_of(actor), account).or_refuse()
    is_draft = posted(request).has("draft")
    if is_draft and not posted(request).text("client_words").strip():
        return redirect("briefs:new_brief", account_id)
    form = SmallJobForm(request.POST or None, account=account, is_draft=is_draft, initial=_from_address(request))
    if form.is_bound:
        answer = acted(request, form, lambda _values: _started(request, account_id, form))
        if answer is not None:
            return answer
    else:
        form.take_hours(queried(request).text("hours", SHORT))
    status = 422 if form.is_bound else 200
    return render(request, "handoff/small_job.html", page.context(actor, account, form), status=status)


@require_POST
def small_job_live(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the price, who is free and the five prompts of a small job that is being typed. Nothing is saved."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    briefs.may_open(person_of(actor), account).or_refuse()
    with known_while_reading(person_of(actor)):
        form = SmallJobForm(request.POST, account=account)
        return render(request, "handoff/small_job_live.html", page.context(actor, account, form) | {"is_live": True})


def former_address(request: HttpRequest, account_id: int) -> HttpResponse:
    """Redirect from the former address of a small job."""
    return redirect("handoff:small_job", account_id)


def _from_address(request: HttpRequest) -> dict[str, Any]:
    query = queried(request)
    found: dict[str, Any] = {field: query.text(name).strip() for name, field in IN_ADDRESS.items()}
    found |= {"stated_by_id": query.whole("who") or "", "wanted_on": query.day("due") or ""}
    return {name: value for name, value in found.items() if value}


def _started(request: HttpRequest, account_id: int, form: SmallJobForm) -> str:
    by, now, fields = actor_of(request), timezone.now(), form.entered()
    if form.is_draft:
        brief = commands.draft_small_job(by=by, account_id=account_id, fields=fields, now=now)
        return reverse("briefs:brief", args=[brief.pk])
    started = commands.start_small_job(by=by, account_id=account_id, fields=fields, now=now)
    messages.success(request, _notice(started))
    return reverse("projects:project", args=[started.project.pk])


def _notice(started: StartedJob) -> str:
    handoff = started.handoff
    if handoff is None:
        return _("Job started.")
    return _("Job started and handed to %(name)s.") % {"name": handoff.taker}
