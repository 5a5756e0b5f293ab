"""An expectation written down on the page of a project."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.standing import actor_of
from amity.expectations import policy
from amity.expectations.forms import ExpectationForm
from amity.monitoring import commands, pages
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.errors import Refused
from amity.ui.acts import act_page


def expect_on_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Write down what the client of a project expects of it."""
    actor = actor_of(request)
    project = project_seen_by(actor, project_id)
    if project.account is None:
        raise Refused(_("Nobody has said yet whose work this is."))
    policy.may_record(person_of(actor), project.account).or_refuse()
    initial = {"said_on": timezone.localdate(), "promised_by_id": str(actor.person_id)}
    form = ExpectationForm(request.POST or None, account=project.account, initial=initial)
    back = pages.home_of(project.account, project, "expectations")
    page = pages.act(project.account, project, _("Record an expectation"), _("Record it"), back, grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.expect_on_project(by=actor, project_id=project_id, said=form.said(), now=timezone.now())
        return back

    return act_page(request, page, form, act)
