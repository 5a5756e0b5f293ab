"""The hand-off offered after a brief is converted: of its project, or of its retainer request."""

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.briefs.hooks import NextStep
from amity.briefs.models import Brief
from amity.handoff import queries
from amity.handoff.models import Handoff
from amity.handoff.project_section import label_of
from amity.projects.models import Project
from amity.projects.reach import made_from
from amity.projects.rules import OVER
from amity.scope.models import Request
from amity.shared.actor import Actor


def next_step(by: Actor, brief: Brief) -> NextStep | None:
    """Return the step that starts the hand-off, or the way to it until it is accepted, for those allowed."""
    return _of_request(by, brief) if brief.retainer_id else _of_project(by, brief)


def _of_project(by: Actor, brief: Brief) -> NextStep | None:
    project = next((one for one in made_from(by, brief) if one.status not in OVER), None)
    if project is None or not _may_begin(by, project) or queries.handed_off_with_retainer(project):
        return None
    begun = queries.handoff_of(project)
    return _opens(by, begun) if begun else _step(project, reverse("handoff:begin", args=[project.pk]))


def _of_request(by: Actor, brief: Brief) -> NextStep | None:
    rows = Request.objects.select_related("item__project__account__manager", "item__project__manager")
    request = rows.filter(brief=brief).first()
    if request is None or request.item is None or not request.is_open or not _may_begin(by, request.item.project):
        return None
    begun = Handoff.objects.filter(item=request.item).select_related("taker").first()
    return _opens(by, begun) if begun else _step(request.item.project, reverse("handoff:of_request", args=[request.pk]))


def _may_begin(by: Actor, project: Project) -> bool:
    has_sides = project.account is not None and project.manager is not None and not queries.is_one_hat(project)
    return has_sides and bool(queries.may_prepare(by, project))


def _step(project: Project, address: str) -> NextStep:
    return NextStep(_("Hand off to %(name)s") % {"name": project.manager}, address, posts=True)


def _opens(by: Actor, handoff: Handoff) -> NextStep | None:
    """Return the way to a hand-off that was started, None once it is accepted."""
    if handoff.is_taken:
        return None
    return NextStep(label_of(by, handoff), reverse("handoff:handoff", args=[handoff.pk]))
