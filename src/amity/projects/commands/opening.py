"""Open a project, change what is said of it, move it from status to status."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit import trail
from amity.people.queries import person_of
from amity.projects import hooks, policy, queries, rules
from amity.projects.commands.staffing import hold
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.texts import one_line, within


@dataclass(frozen=True, slots=True)
class ProjectChanges:
    """What is said of a project. `percent_complete` is whole percent, 0 to 100, as the project manager states it."""

    name: str
    code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    percent_complete: int | None = None


@command
def open_project(
    *, by: Actor, name: str, account_id: int | None, now: datetime, code: str = "", is_internal: bool = False,
    taken_over: bool = False, status: str = "", starts_on: date | None = None, ends_on: date | None = None,
    manager_id: int | None = None,
) -> Project:  # fmt: skip
    """Open a project under an account, under none yet, or (`is_internal`) as the agency's own.

    `account_id` may be any account that exists: an import puts work where its client is. One that ran before Amity
    knew of it is `taken_over` and goes on; any other of a client waits for its hand-off, unless `status` says more.
    """
    account = _account(account_id)
    policy.may_open(person_of(by), account).or_refuse()
    if is_internal and account is not None:
        raise Invalid(_("The agency’s own work has no account."), "account_id")
    status = status or rules.first_status(taken_over=taken_over, is_internal=is_internal)
    if status not in rules.STATUSES:
        raise Invalid(_("Choose a status from the list."), "status")
    said = _checked(ProjectChanges(name, code, starts_on, ends_on), account_id)
    project = Project(
        account=account, is_internal=is_internal, taken_over=taken_over, status=status, opened_at=now
    )  # fmt: skip
    _put(project, said)
    project.save(force_insert=True)
    if manager_id is not None:
        hold(project, rules.MANAGER, manager_id, now.date(), today=now.date())
    names = ("account_id", "status", "is_internal", "taken_over")
    changes = asdict(said) | {name: getattr(project, name) for name in names}
    trail.record("project.opened", subject=project, by=by, at=now, changes=changes)
    return project


@command
def edit_project(*, by: Actor, project_id: int, version: int, changes: ProjectChanges, now: datetime) -> Project:
    """Change a project's name, code, dates, or its percent complete."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    project.expect(version)
    said = _checked(changes, project.account_id, project.pk)
    before = asdict(queries.said_of(project, ProjectChanges))
    _put(project, said)
    project.save()
    trail.record("project.edited", subject=project, by=by, at=now, changes={"before": before, "after": asdict(said)})
    return project


@command
def move_project(*, by: Actor, project_id: int, version: int, status: str, now: datetime) -> Project:
    """Move a project along its states."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    project.expect(version)
    if not rules.may_move(project.status, status):
        labels = queries.status_labels()
        raise Refused(
            _("A project that is %(before)s can’t become %(after)s.")
            % {"before": labels[project.status], "after": labels.get(status, status)}
        )
    for guard in hooks.before_move:
        guard(project, status).or_refuse()
    queries.may_start(project, status).or_refuse()
    before, project.status = project.status, status
    project.save()
    trail.record("project.moved", subject=project, by=by, at=now, changes={"before": before, "after": status})
    for told in hooks.on_moved:
        told(project, before, by, now)
    return project


@command
def complete_taken_over(*, by: Actor, project_id: int, now: datetime) -> Project:
    """Say that a project which ran before Amity knew of it was handed over after all."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    if project.taken_over:
        project.taken_over = False
        project.save(update_fields=["taken_over"])
        trail.record("project.completed", subject=project, by=by, at=now)
    return project


def _account(account_id: int | None) -> Account | None:
    if account_id is None:
        return None
    account = Account.objects.select_related("manager").filter(pk=account_id).first()
    if account is None:
        raise Invalid(_("Choose an account from the list."), "account_id")
    return account


def _checked(said: ProjectChanges, account_id: int | None, project_id: int = 0) -> ProjectChanges:
    name, code = one_line(said.name, 200, "name"), within(said.code, 40, "code")
    if not name:
        raise Invalid(_("Enter a name for the project."), "name")
    others = Project.objects.exclude(pk=project_id)
    if others.filter(account=account_id, name=name).exists():
        raise Invalid(_("This account already has a project with this name."), "name")
    if code and others.filter(code=code).exists():
        raise Invalid(_("Another project already has this code."), "code")
    if said.starts_on and said.ends_on and said.ends_on < said.starts_on:
        raise Invalid(_("The end date must be on or after the start date."), "ends_on")
    if said.percent_complete is not None and not 0 <= said.percent_complete <= 100:
        raise Invalid(_("Enter 0 to 100."), "percent_complete")
    return replace(said, name=name, code=code)


def _put(project: Project, said: ProjectChanges) -> None:
    for name, value in asdict(said).items():
        setattr(project, name, value)
