"""Pages of work items."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.projects import queries
from amity.projects.action_pages import page_of
from amity.projects.work_items import commands, forms
from amity.projects.work_items import queries as work_item_queries
from amity.ui.acts import act_page


def add_work_item(request: HttpRequest, project_id: int) -> HttpResponse:
    """Add a task."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_add_work(actor, project).or_refuse()
    form = forms.WorkItemForm(request.POST or None, project=project)
    page = page_of(project_id, project.name, _("Add a work item"), _("Add work item"))

    def act(_values: dict[str, Any]) -> str:
        commands.add_work_item(by=actor, project_id=project_id, fields=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def edit_work_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change a task."""
    actor = actor_of(request)
    item = work_item_queries.item_seen_by(actor, item_id)
    queries.may_edit(actor, item.project).or_refuse()
    form = forms.WorkItemForm(request.POST or None, project=item.project)
    form.fill(item)
    page = page_of(item.project_id, item.project.name, item.title, _("Save work item"))

    def act(_values: dict[str, Any]) -> str:
        commands.edit_work_item(by=actor, item_id=item_id, fields=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)
