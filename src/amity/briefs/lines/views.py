"""Pages that add, plan, edit, move, remove and restore lines."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.briefs import pages, policy
from amity.briefs.choices import discipline_names, service_choices
from amity.briefs.estimate.queries import planned_line
from amity.briefs.lines import commands as lines
from amity.briefs.lines.forms import LineForm, planned_from, quick_line
from amity.briefs.lines.queries import line_seen_by
from amity.briefs.redirects import back_to
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Stale
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


@require_POST
def add_line(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Add a line typed as one text: title, hours by discipline, rounds. The field is then ready for the next."""
    actor, sent = actor_of(request), posted(request)
    typed = sent.text("line")
    try:
        fields = quick_line(typed, discipline_names(), sent.text("phase"))
        lines.add_line(by=actor, brief_id=brief_id, fields=fields, now=timezone.now())
    except Invalid as fault:
        entered = {"new_line": typed, "new_line_error": fault.sentence, "new_line_focus": True}
        context = pages.as_stored(actor, brief_id, timezone.localdate()) | entered
        return render(request, "briefs/brief.html", context, status=422)
    return back_to(brief_id, "?more=1#new-line")


@require_POST
def plan_hours(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Save hours and criteria of the table. If someone else changed the same, both are shown to choose from."""
    actor, today = actor_of(request), timezone.localdate()
    try:
        planned = planned_from(posted(request).every_text())
    except Invalid as fault:
        context = pages.context_of_figures(actor, brief_id, today, posted(request).every_text(), fault.sentence)
        return render(request, "briefs/brief.html", context, status=422)
    try:
        lines.plan_hours(by=actor, brief_id=brief_id, planned=planned, now=timezone.now())
    except Stale as fault:
        context = pages.context_of_plan(actor, brief_id, today, planned, fault.sentence)
        return render(request, "briefs/brief.html", context, status=409)
    messages.success(request, _("Lines saved."))
    return back_to(brief_id, "#lines")


def edit_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Show one line in full: hours of any discipline, phase, rounds, acceptance criteria and fixed price."""
    actor = actor_of(request)
    row = line_seen_by(actor, line_id)
    policy.may_edit(person_of(actor), row.brief).or_refuse()
    form = LineForm(
        request.POST or None, crafts=discipline_names(), services=service_choices(), currency=row.brief.currency
    )
    form.fill(planned_line(row, timezone.localdate()))
    back = reverse("briefs:brief", args=[row.brief_id]) + "#lines"
    page = ActPage(
        title=str(row.line), button=_("Save line"), back=back, crumbs=((row.brief.title, back),), grid=True
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        fields, seen = form.value_given(), form.was_seen()
        lines.edit_line(
            by=actor, line_id=line_id, version=values["version"], fields=fields, seen=seen, now=timezone.now()
        )
        return back

    return act_page(request, page, form, act)


@require_POST
def move_line(request: HttpRequest, line_id: int, way: str) -> HttpResponse:
    """Move a line up or down by one position."""
    row = lines.move_line(by=actor_of(request), line_id=line_id, up=way == "up", now=timezone.now())
    return back_to(row.brief_id, "#lines")


@require_POST
def remove_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Remove a line from the estimate."""
    row = lines.remove_line(by=actor_of(request), line_id=line_id, now=timezone.now())
    messages.success(request, _("Line removed. You can restore it below the other lines."))
    return back_to(row.brief_id, "#lines")


@require_POST
def restore_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """Restore a removed line."""
    row = lines.restore_line(by=actor_of(request), line_id=line_id, now=timezone.now())
    return back_to(row.brief_id, "#lines")
