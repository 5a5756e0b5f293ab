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
from amity.projects.rules import ACCOUNT_MANAGER, MANAGER
from amity.projects.team import commands, forms
from amity.ui.acts import act_page
from amity.ui.asked import queried


def staff_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Set the project manager or account manager from a date. The address names the duty."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_staff(actor, project).or_refuse()
    duty = queried(request).choice("duty", (MANAGER, ACCOUNT_MANAGER), MANAGER)
    holder = project.manager_id if duty == MANAGER else project.account_manager_id
    initial = {"duty": duty, "person_id": str(holder or ""), "valid_from": timezone.localdate()}
    form = forms.StaffForm(request.POST or None, project=project, duty=duty, initial=initial)
    title, button, hint = _labels(duty)
    page = page_of(project_id, project.name, title, button, hint)

    def act(values: dict[str, Any]) -> str:
        commands.staff_project(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _labels(duty: str) -> tuple[str, str, str]:
    """Return the title, button and hint of the page for a duty."""
    if duty == MANAGER:
        return _("Change project manager"), _("Save project manager"), ""
    hint = _("For this project only. The account keeps its account manager.")
    return _("Change account manager"), _("Save account manager"), hint


def add_member(request: HttpRequest, project_id: int) -> HttpResponse:
    """Add a person to the team."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_staff(actor, project).or_refuse()
    form = forms.MemberForm(request.POST or None, project=project)
    page = page_of(project_id, project.name, _("Add to team"), _("Add to team"))

    def act(values: dict[str, Any]) -> str:
        commands.add_member(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


@require_POST
def remove_member(request: HttpRequest, project_id: int, person_id: int) -> HttpResponse:
    """Remove a person from the team."""
    commands.remove_member(by=actor_of(request), project_id=project_id, person_id=person_id, now=timezone.now())
    return redirect("projects:project", project_id)
