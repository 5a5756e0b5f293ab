"""The forms that change a project and what is in it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import queries as agreements
from amity.audit.standing import actor_of
from amity.projects import commands, deliverables, forms, queries
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import queried


def open_project(request: HttpRequest) -> HttpResponse:
    """Open a project; `?account=` chooses one beforehand."""
    actor = actor_of(request)
    account_id = queried(request).whole("account")
    if not account_id:
        queries.may_open(actor, None).or_refuse()
    form = forms.OpenProjectForm(request.POST or None, by=actor, initial={"account_id": account_id or ""})
    back = reverse("accounts:account", args=[account_id]) if account_id else reverse("projects:projects")
    page = ActPage(
        title=_("New project"), button=_("Create project"), back=back,
        crumbs=((_("Projects"), reverse("projects:projects")),),
        hint=_("Work that people log time on. Without an account, its time counts for none."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        opened = commands.open_project(by=actor, now=timezone.now(), **values)
        return reverse("projects:project", args=[opened.pk])

    return act_page(request, page, form, act)


def edit_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Change name, code, dates, percent complete."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.EditProjectForm(request.POST or None)
    form.fill(project)
    page = _page(project_id, project.name, _("Edit project"), _("Save project"))

    def act(values: dict[str, Any]) -> str:
        version, changes = values.pop("version"), commands.ProjectChanges(**values)
        commands.edit_project(by=actor, project_id=project_id, version=version, changes=changes, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def place_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Put a project under another account."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.PlaceForm(request.POST or None, by=actor)
    form.fill(project)
    page = _page(
        project_id, project.name, _("Move to an account"), _("Move project"),
        hint=_("Its time moves with it. An agreement with the previous account is removed from it."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.put_under_account(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def staff_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Say who runs a project, and from when."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_staff(actor, project).or_refuse()
    initial = {"duty": "manager", "person_id": str(project.manager_id or ""), "valid_from": timezone.localdate()}
    form = forms.StaffForm(request.POST or None, initial=initial)
    page = _page(project_id, project.name, _("Project manager"), _("Assign"))

    def act(values: dict[str, Any]) -> str:
        commands.staff_project(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def add_member(request: HttpRequest, project_id: int) -> HttpResponse:
    """Put somebody on the team."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_staff(actor, project).or_refuse()
    form = forms.MemberForm(request.POST or None)
    page = _page(project_id, project.name, _("Add to the team"), _("Add to the team"))

    def act(values: dict[str, Any]) -> str:
        commands.add_member(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def set_agreement(request: HttpRequest, project_id: int) -> HttpResponse:
    """Say under which agreement the project runs."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    offered = [(str(one.pk), str(one)) for one in agreements.open_to(actor, project.account)]
    form = forms.AgreementForm(request.POST or None, offered=offered)
    form.fill(project)
    page = _page(
        project_id, project.name, _("Agreement of the project"), _("Save"),
        hint=_("Time already logged keeps its price. Time logged from now on is priced by this agreement."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.set_agreement(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def add_milestone(request: HttpRequest, project_id: int) -> HttpResponse:
    """Promise a date."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.MilestoneForm(request.POST or None)
    page = _page(project_id, project.name, _("Add a milestone"), _("Add milestone"))

    def act(values: dict[str, Any]) -> str:
        share = values.pop("share")
        values["share"] = None if share is None else int(share * 100)
        commands.add_milestone(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def move_milestone(request: HttpRequest, milestone_id: int) -> HttpResponse:
    """Promise another day."""
    actor = actor_of(request)
    milestone = queries.milestone_seen_by(actor, milestone_id)
    queries.may_edit(actor, milestone.project).or_refuse()
    form = forms.MoveMilestoneForm(request.POST or None, initial={"due_on": milestone.due_on})
    page = _page(milestone.project_id, milestone.project.name, milestone.name, _("Move it"))

    def act(values: dict[str, Any]) -> str:
        commands.move_milestone(by=actor, milestone_id=milestone_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def add_work_item(request: HttpRequest, project_id: int) -> HttpResponse:
    """Add a task."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_edit(actor, project).or_refuse()
    form = forms.WorkItemForm(request.POST or None, project=project)
    page = _page(project_id, project.name, _("Add a work item"), _("Add work item"))

    def act(values: dict[str, Any]) -> str:
        commands.add_work_item(by=actor, project_id=project_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def move_deliverable(request: HttpRequest, project_id: int, line_id: int) -> HttpResponse:
    """Say how far what a line delivers is."""
    actor = actor_of(request)
    project = queries.project_seen_by(actor, project_id)
    queries.may_tick(actor, project).or_refuse()
    row = deliverables.row_of(project, line_id, timezone.localdate())
    form = forms.DeliverableForm(request.POST or None, moves=row.moves, initial={"before": row.state})
    page = _page(project_id, project.name, f"{row.number} {row.title}", _("Save value"))

    def act(values: dict[str, Any]) -> str:
        commands.move_deliverable(by=actor, project_id=project_id, line_id=line_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def edit_work_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change a task."""
    actor = actor_of(request)
    item = queries.item_seen_by(actor, item_id)
    queries.may_edit(actor, item.project).or_refuse()
    form = forms.WorkItemForm(request.POST or None, project=item.project)
    form.fill(item)
    page = _page(item.project_id, item.project.name, item.title, _("Save work item"))

    def act(values: dict[str, Any]) -> str:
        commands.edit_work_item(by=actor, item_id=item_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _page(project_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    back = reverse("projects:project", args=[project_id])
    crumbs = ((_("Projects"), reverse("projects:projects")), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs, hint=hint)
