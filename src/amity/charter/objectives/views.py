"""Pages that set, edit, read and end joint objectives. Each returns to the duties."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.charter import pages, queries
from amity.charter.objectives import commands, forms
from amity.charter.objectives import queries as objective_queries
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import queried


def objectives(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the objectives of an account with their figures, for a page that asks for them once it is shown."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    context = pages.objectives_card(actor, account, acts=queried(request).has("acts"))
    return render(request, "charter/objectives.html", {"account": account, **context})


def set_objective(request: HttpRequest, account_id: int) -> HttpResponse:
    """Set a joint objective."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    queries.may_change(actor, account).or_refuse()
    form = forms.ObjectiveForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        commands.set_objective(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        return page.back

    page = _page(account, _("New joint objective"), _("Save objective"))
    return act_page(request, page, form, act)


def edit_objective(request: HttpRequest, objective_id: int) -> HttpResponse:
    """Change a joint objective."""
    actor = actor_of(request)
    objective = objective_queries.objective_seen_by(actor, objective_id)
    queries.may_change(actor, objective.account).or_refuse()
    form = forms.ObjectiveForm(request.POST or None)
    form.fill(objective)

    def act(values: dict[str, Any]) -> str:
        fields, version = form.value_given(kind=objective.kind), values["version"] or 0
        commands.edit_objective(by=actor, objective_id=objective_id, version=version, fields=fields, now=timezone.now())
        return page.back

    page = _page(objective.account, objective.statement, _("Save objective"))
    return act_page(request, page, form, act)


def read_objective(request: HttpRequest, objective_id: int) -> HttpResponse:
    """Record the value of an objective."""
    actor = actor_of(request)
    objective = objective_queries.objective_seen_by(actor, objective_id)
    objective_queries.may_read(actor, objective).or_refuse()
    form = forms.ReadingForm(request.POST or None, initial={"read_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> str:
        commands.read_objective(by=actor, objective_id=objective_id, reading=form.value_given(), now=timezone.now())
        return page.back

    page = _page(objective.account, objective.statement, _("Save value"))
    return act_page(request, page, form, act)


def drop_objective(request: HttpRequest, objective_id: int) -> HttpResponse:
    """End an objective, with the reason."""
    actor = actor_of(request)
    objective = objective_queries.objective_seen_by(actor, objective_id)
    queries.may_change(actor, objective.account).or_refuse()
    form = forms.DropForm(request.POST or None)
    form.fill(objective)

    def act(values: dict[str, Any]) -> str:
        commands.drop_objective(by=actor, objective_id=objective_id, now=timezone.now(), **values)
        return page.back

    page = _page(objective.account, objective.statement, _("Drop objective"))
    return act_page(request, page, form, act)


def _page(account: Any, title: str, button: str) -> ActPage:
    back = reverse("charter:account", args=[account.pk])
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (account.name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs)
