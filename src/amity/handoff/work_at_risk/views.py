"""Pages for work before the hand-off: raise its cap, or stop it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.handoff import queries
from amity.handoff.work_at_risk import commands, forms
from amity.projects.queries import project_seen_by
from amity.ui.acts import ActPage, act_page


def raise_cap(request: HttpRequest, project_id: int) -> HttpResponse:
    """Raise the cap on work before the hand-off, with the reason."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    queries.may_raise_cap(actor, project).or_refuse()
    form = forms.CapForm(request.POST or None, initial={"seconds": queries.next_cap(project)})
    hint = _(
        "Until the hand-off is accepted, the agency bears the cost of this work. Enter the new total and the reason."
    )
    page = _page(project_id, project.name, _("Raise the cap on work at risk"), _("Raise cap"), hint)

    def act(values: dict[str, Any]) -> str:
        commands.raise_cap(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def stop_work(request: HttpRequest, project_id: int) -> HttpResponse:
    """Stop work before the hand-off, with the reason."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    queries.may_stop(actor, project).or_refuse()
    form = forms.StopForm(request.POST or None)
    hint = _("No one can log time on it until the hand-off is accepted or the account manager raises the cap again.")
    page = _page(project_id, project.name, _("Stop work"), _("Stop work"), hint)

    def act(values: dict[str, Any]) -> str:
        commands.stop_work(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _page(project_id: int, name: str, title: str, button: str, hint: str) -> ActPage:
    back = reverse("projects:project", args=[project_id])
    return ActPage(title=title, button=button, back=back, crumbs=((name, back),), hint=hint)
