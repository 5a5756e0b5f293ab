"""Pages of milestones."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.projects import queries
from amity.projects.action_pages import page_of
from amity.projects.milestones import commands, forms
from amity.projects.milestones import queries as milestone_queries
from amity.shared.errors import Invalid
from amity.ui.acts import act_page
from amity.ui.asked import posted


def add_milestone(request: HttpRequest, project_id: int) -> HttpResponse:
    """Add a milestone."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.MilestoneForm(request.POST or None)
    page = page_of(project_id, project.name, _("Add a milestone"), _("Add milestone"))

    def act(values: dict[str, Any]) -> str:
        share = values.pop("share")
        values["share"] = None if share is None else int(share * 100)
        commands.add_milestone(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def move_milestone(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Change a milestone's date."""
    actor = actor_of(request)
    milestone = milestone_queries.milestone_seen_by(actor, milestone_id)
    queries.may_edit(actor, milestone.project).or_refuse()
    form = forms.MoveMilestoneForm(request.POST or None, initial={"due_on": milestone.due_on})
    page = page_of(milestone.project_id, milestone.project.name, milestone.name, _("Move milestone"))

    def act(values: dict[str, Any]) -> str:
        commands.move_milestone(by=actor, milestone_id=milestone_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


@require_POST
def deliver_milestone(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Mark a milestone as delivered today, or withdraw that (`back` is sent)."""
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
