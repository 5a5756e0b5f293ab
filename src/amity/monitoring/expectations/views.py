"""Page that records an expectation for a project."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.expectations import policy
from amity.expectations.forms import ExpectationForm
from amity.expectations.pages import first_values
from amity.monitoring import pages
from amity.monitoring.expectations import commands
from amity.monitoring.queries import client_of
from amity.people.queries import person_of
from amity.ui.acts import act_page


def expect_on_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Record what the client of a project expects of it."""
    actor = actor_of(request)
    account, project = client_of(actor, project_id=project_id)
    policy.may_record(person_of(actor), account).or_refuse()
    form = ExpectationForm(request.POST or None, account=account, initial=first_values(request))
    back = pages.home_of(account, project, "expectations")
    page = pages.act(account, project, _("Record an expectation"), _("Record expectation"), back)

    def act(values: dict[str, Any]) -> str:
        commands.expect_on_project(by=actor, project_id=project_id, fields=form.value_given(), now=timezone.now())
        return back

    return act_page(request, page, form, act)
