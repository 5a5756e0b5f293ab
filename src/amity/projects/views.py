"""Pages of a project, the tab of an account's work, and the forms that change a project."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.pages import tab_context
from amity.agreements import queries as agreements
from amity.audit.actor_rights import actor_of
from amity.projects import commands, forms, pages, queries, reach
from amity.projects.action_pages import page_of
from amity.shared.caches.reading import reading_on
from amity.shared.errors import Refused, Stale
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, posted, queried
from amity.ui.slots import navigation


def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show a project's work: its state, its lines, what blocks and the next dates."""
    actor = actor_of(request)
    seen = queries.project_seen_by(actor, project_id, counted=True)
    return render(request, "projects/project.html", pages.work(actor, seen, timezone.localdate()))


def client(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show a project's side of the client: expectations, risks, client input, brief and hand-off."""
    actor = actor_of(request)
    seen = queries.project_seen_by(actor, project_id, counted=True)
    return render(request, "projects/client.html", pages.client(actor, seen, timezone.localdate()))


def facts(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show a project's facts: people, dates, codes, milestones and history."""
    actor = actor_of(request)
    seen = queries.project_seen_by(actor, project_id, counted=True)
    return render(request, "projects/facts.html", pages.facts(actor, seen, timezone.localdate()))


def account_work(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the account's tab *Work*, with the jobs the person can see."""
    with reading_on():
        context = tab_context(request, account_id, "work")
        context |= pages.account_work(actor_of(request), context["account"], whole=context["rights"].whole)
        return render(request, "projects/account_work.html", context)


def open_project(request: HttpRequest) -> HttpResponse:
    """Create a project. `?account=` preselects an account, and `?name=` fills in its name.

    `?agreement=` is that of its work. The account, name and dates come from it.
    """
    actor, agreement_id = actor_of(request), queried(request).whole("agreement")
    agreement = agreements.agreement_seen_by(actor, agreement_id) if agreement_id else None
    account_id = agreement.account_id if agreement else queried(request).whole("account")
    if not account_id:
        queries.may_open(actor, None).or_refuse()
    start = {"account_id": account_id or "", "name": queried(request).text("name", SHORT)}
    if agreement:
        start |= reach.values_from(agreement)
    form = forms.OpenProjectForm(request.POST or None, by=actor, initial=start)
    back = reverse("accounts:account", args=[account_id]) if account_id else navigation.place("work")[1]
    page = ActPage(
        title=_("New project"), button=_("Create project"), back=back,
        crumbs=(navigation.place("work"),),
        hint=_("Work that people log time on. Without an account, its time counts for none."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        account, manager = values["account_id"], values["manager_id"]
        opened = commands.open_project(
            by=actor, fields=form.value_given(), account_id=account, manager_id=manager,
            agreement_id=agreement.pk if agreement else None, now=timezone.now(),
        )  # fmt: skip
        return reverse("projects:project", args=[opened.pk])

    return act_page(request, page, form, act)


def edit_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Edit name, code, dates and percent complete."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.EditProjectForm(request.POST or None)
    form.fill(project)
    page = page_of(project_id, project.name, _("Edit project"), _("Save project"))

    def act(values: dict[str, Any]) -> str:
        commands.edit_project(
            by=actor, project_id=project_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def place_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Move a project to another account."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.PlaceForm(request.POST or None, by=actor)
    form.fill(project)
    page = page_of(
        project_id, project.name, _("Move to an account"), _("Move project"),
        hint=_("Its time moves with it. An agreement with the previous account is removed from it."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.put_under_account(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def set_agreement(request: HttpRequest, project_id: int) -> HttpResponse:
    """Set the project's agreement."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    offered = [(str(one.pk), str(one)) for one in agreements.open_to(actor, project.account)]
    form = forms.AgreementForm(request.POST or None, offered=offered)
    form.fill(project)
    page = page_of(
        project_id, project.name, _("Agreement of the project"), _("Save"),
        hint=_("Time already logged keeps its price. Time logged from now on is priced by this agreement."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.set_agreement(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


@require_POST
def move_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Change the status of a project."""
    sent = posted(request)
    try:
        commands.move_project(
            by=actor_of(request), project_id=project_id, version=sent.whole("version"),
            status=sent.text("status", SHORT), now=timezone.now(),
        )  # fmt: skip
    except (Refused, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("projects:project", project_id)
