"""Pages that start the hand-off of a project or of a retainer request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff import queries, wording
from amity.handoff.preparation import commands, forms
from amity.handoff.preparation.first_page import first_page
from amity.projects.queries import project_seen_by
from amity.ui.acts import ActPage, act_page


def prepare(request: HttpRequest, project_id: int) -> HttpResponse:
    """Start the hand-off of a project, or redirect to the existing one."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    if there := queries.handoff_about(actor, project):
        return redirect("handoff:handoff", there.pk)
    queries.may_prepare(actor, project).or_refuse()
    kinds, known = queries.kinds_offered(project), queries.known_kind(project)
    form = forms.StartForm(request.POST or None, kinds=kinds, known=known)
    back = reverse("projects:project", args=[project_id])
    page = ActPage(
        title=_("Hand off %(what)s") % {"what": project}, button=_("Start hand-off"), back=back,
        crumbs=((project.name, back),), hint=wording.kinds_hint(known),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        kind = values.get("kind", known)
        begun = commands.prepare_handoff(by=actor, project_id=project_id, kind=kind, now=timezone.now())
        return queries.first_page_of(begun)

    return act_page(request, page, form, act)


@require_POST
def begin(request: HttpRequest, project_id: int) -> HttpResponse:
    """Start the hand-off of a project, with the kind its size needs. Ask for the kind where the size is unknown."""
    return redirect(first_page(by=actor_of(request), project_id=project_id, now=timezone.now()))


@require_POST
def prepare_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Start the small hand-off of a retainer request, or redirect to the existing one."""
    actor = actor_of(request)
    item = queries.item_of_request(actor, request_id)
    begun = commands.prepare_handoff(by=actor, project_id=item.project_id, item_id=item.pk, now=timezone.now())
    return redirect(queries.first_page_of(begun))
