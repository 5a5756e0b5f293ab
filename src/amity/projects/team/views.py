"""Pages of the team."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.projects import queries
from amity.projects.action_pages import page_of
from amity.projects.team import commands, forms
from amity.ui.acts import act_page


def staff_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Set the project manager or account manager from a date."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_staff(actor, project).or_refuse()
    initial = {"duty": "manager", "person_id": str(project.manager_id or ""), "valid_from": timezone.localdate()}
    form = forms.StaffForm(request.POST or None, project=project, initial=initial)
    page = page_of(project_id, project.name, _("Project manager"), _("Assign"))

    def act(values: dict[str, Any]) -> str:
        commands.staff_project(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def add_member(request: HttpRequest, project_id: int) -> HttpResponse:
    """Add a person to the team."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_staff(actor, project).or_refuse()
    form = forms.MemberForm(request.POST or None, project=project)
    page = page_of(project_id, project.name, _("Add to the team"), _("Add to the team"))

    def act(values: dict[str, Any]) -> str:
        commands.add_member(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


@require_POST
def remove_member(request: HttpRequest, project_id: int, person_id: int) -> HttpResponse:
    """Remove a person from the team."""
    commands.remove_member(by=actor_of(request), project_id=project_id, person_id=person_id, now=timezone.now())
    return redirect("projects:project", project_id)
