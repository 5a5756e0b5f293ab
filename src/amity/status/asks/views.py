"""Settings of the rhythm, and the page behind the link of an email, which needs no sign-in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people.public import public
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.errors import NotSeen, Refused
from amity.status import policy
from amity.status.answers.prefill import prefill_of
from amity.status.answers.wording import in_words
from amity.status.asks import commands, queries
from amity.status.asks.forms import AS_AGENCY, ProjectRhythmForm, RhythmForm
from amity.ui.acts import ActPage, act_page, acted
from amity.ui.asked import SHORT, posted
from amity.ui.reader_format import in_their_ways


def settings(request: HttpRequest) -> HttpResponse:
    """Show and set how often the agency's project managers are asked."""
    actor = actor_of(request)
    policy.may_set_agency_rhythm(actor).or_refuse()
    form = RhythmForm(request.POST or None)
    form.fill(queries.agency_rhythm())

    def act(values: dict[str, Any]) -> str:
        commands.set_agency_rhythm(by=actor, version=values["version"], fields=form.value_given(), now=timezone.now())
        messages.success(request, _("Saved."))
        return reverse("status:settings")

    answer = acted(request, form, act) if form.is_bound else None
    if answer is not None:
        return answer
    status = 409 if form.stale_sentence else 422 if form.is_bound else 200
    return render(request, "status/settings.html", {"form": form}, status=status)


def rhythm(request: HttpRequest, project_id: int) -> HttpResponse:
    """Set how often a project is asked about, in place of the agency's rhythm."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    policy.may_set_rhythm(person_of(actor), project).or_refuse()
    form, own = ProjectRhythmForm(request.POST or None), queries.rhythm_of(project)
    form.fill(own or queries.agency_rhythm())
    if own is None:
        form.initial = {**form.initial, "version": 1, "rhythm": AS_AGENCY}
    back = reverse("projects:project", args=[project_id])
    page = ActPage(
        title=_("Status rhythm"), button=_("Save rhythm"), back=back, crumbs=((project.name, back),),
        hint=_("Only for this project. All others follow the agency’s rhythm."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        if values["rhythm"] != AS_AGENCY:
            commands.set_project_rhythm(
                by=actor, project_id=project_id, version=values["version"], fields=form.value_given(),
                now=timezone.now(),
            )  # fmt: skip
        elif own is not None:
            commands.remove_project_rhythm(by=actor, project_id=project_id, now=timezone.now())
        messages.success(request, _("Saved."))
        return back

    return act_page(request, page, form, act)


@require_POST
def email_me(request: HttpRequest) -> HttpResponse:
    """Email the reader the projects that wait for their status, to answer there."""
    actor = actor_of(request)
    try:
        count = commands.email_open_asks(by=actor, now=timezone.now())
    except Refused as fault:
        messages.error(request, fault.sentence)
        return redirect("status:status")
    sent = ngettext(
        "Email sent to %(mail)s with one project to answer. It can take a minute.",
        "Email sent to %(mail)s with %(count)s projects to answer. It can take a minute.", count,
    )  # fmt: skip
    messages.success(request, sent % {"mail": person_of(actor).mail, "count": count})
    return redirect("status:status")


@public
@never_cache
def by_link(request: HttpRequest, token: str, project_id: int = 0) -> HttpResponse:
    """Confirm a status from the email without signing in. A GET shows the values, only a press confirms them.

    Without a project it is the first one that is still open.
    """
    ask = queries.ask_by_link(token, project_id, timezone.localdate())
    if ask is None or ask.person is None or not ask.person.is_active:
        return render(request, "status/link_over.html", {"ask": None}, status=404)
    with in_their_ways(ask.person):
        fault = _confirmed(request, token, ask.project_id) if request.method == "POST" else ""
        asks = queries.asks_by_link(token)
        ask = next(one for one in asks if one.pk == ask.pk)
        following = queries.next_of(asks, ask, timezone.localdate())
        context = {"ask": ask, "token": token, "next": following, "fault": fault}
        if ask.answered_at is not None:
            return render(request, "status/link_answered.html", context)
        if not queries.still_open([ask], timezone.localdate()):
            return render(request, "status/link_over.html", context, status=410)
        known = prefill_of(ask.project, timezone.localdate())
        context |= {"digest": known.digest, "lines": in_words(known).splitlines(), "has_view": known.has_view}
        return render(request, "status/by_link.html", context, status=422 if fault else 200)


def _confirmed(request: HttpRequest, token: str, project_id: int) -> str:
    """Confirm the status, and return why it wasn't, "" if it was."""
    try:
        commands.confirm_by_link(
            token=token, project_id=project_id, digest=posted(request).text("digest", SHORT), now=timezone.now()
        )
    except (Refused, NotSeen) as fault:
        return str(fault.sentence)
    return ""
