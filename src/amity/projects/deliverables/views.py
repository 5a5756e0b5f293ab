"""Page of a deliverable."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.projects import queries
from amity.projects.action_pages import page_of
from amity.projects.deliverables import commands, forms
from amity.projects.deliverables import queries as deliverable_queries
from amity.ui.acts import act_page


def move_deliverable(request: HttpRequest, project_id: int, line_id: int) -> HttpResponse:
    """Change the state of a line's deliverable."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_tick(actor, project).or_refuse()
    row = deliverable_queries.row_of(project, line_id, timezone.localdate())
    form = forms.DeliverableForm(request.POST or None, moves=row.moves, initial={"before": row.state})
    page = page_of(project_id, project.name, f"{row.number} {row.title}", _("Save value"))

    def act(values: dict[str, Any]) -> str:
        commands.move_deliverable(by=actor, project_id=project_id, line_id=line_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)
