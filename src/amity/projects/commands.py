"""Create a project, edit it, change its status, and set its account and agreement."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.accounts.models import Account
from amity.agreements import queries as agreement_queries
from amity.agreements.lines import queries as line_queries
from amity.audit import trail
from amity.briefs.models import Brief
from amity.people.queries import person_of
from amity.projects import hooks, policy, queries, rules
from amity.projects.models import Project
from amity.projects.team.commands import hold, staff_project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import Text, Whole, tidied, value_of, write


@dataclass(frozen=True, slots=True)
class ProjectFields:
    """The editable fields of a project. `percent_complete` is 0 to 100, as the project manager states it."""

    name: Annotated[str, Text(200, needed=gettext_lazy("Enter a name for the project."))]
    code: Annotated[str, Text(40)] = ""
    starts_on: date | None = None
    ends_on: date | None = None
    percent_complete: Annotated[int | None, Whole(0, 100)] = None


@command
def open_project(
    *, by: Actor, fields: ProjectFields, account_id: int | None, now: datetime, is_internal: bool = False,
    taken_over: bool = False, status: str = "", manager_id: int | None = None, agreement_id: int | None = None,
) -> Project:  # fmt: skip
    """Create a project under an account and its agreement, without either yet, or (`is_internal`) as the agency's own.

    `account_id` may be any account that exists, since an import adds work to its client. A pre-existing project is
    `taken_over` and continues. Any other client project waits for its hand-off, unless `status` says otherwise.
    """
    account = _account(account_id)
    policy.may_open(person_of(by), account).or_refuse()
    if is_internal and account is not None:
        raise Invalid(_("The agency’s own work has no account."), "account_id")
    status = status or rules.first_status(taken_over=taken_over, is_internal=is_internal)
    if status not in rules.STATUSES:
        raise Invalid(_("Choose a status from the list."), "status")
    fields = _checked(fields, account_id)
    project = Project(
        account=account, is_internal=is_internal, taken_over=taken_over, status=status, opened_at=now
    )  # fmt: skip
    write(fields, project)
    project.save(force_insert=True)
    if manager_id is not None:
        hold(project, rules.MANAGER, manager_id, timezone.localdate(now), today=timezone.localdate(now))
    names = ("account_id", "status", "is_internal", "taken_over")
    changes = asdict(fields) | {name: getattr(project, name) for name in names}
    trail.record("project.opened", subject=project, by=by, at=now, changes=changes)
    if agreement_id is not None:
        project = set_agreement(by=by, project_id=project.pk, agreement_id=agreement_id, now=now)
    return project


@command
def edit_project(*, by: Actor, project_id: int, version: int, fields: ProjectFields, now: datetime) -> Project:
    """Change a project's name, code, dates, or its percent complete."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    project.expect(version)
    fields = _checked(fields, project.account_id, project.pk)
    before = asdict(value_of(project, ProjectFields))
    write(fields, project)
    project.save()
    trail.record("project.edited", subject=project, by=by, at=now, changes={"before": before, "after": asdict(fields)})
    return project


@command
def move_project(*, by: Actor, project_id: int, version: int, status: str, now: datetime) -> Project:
    """Change the status of a project. Refused if the change isn't allowed."""
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
    for listener in hooks.on_moved:
        listener(project, before, by, now)
    return project


@command
def complete_taken_over(*, by: Actor, project_id: int, now: datetime) -> Project:
    """Record the hand-off of a project from before Amity."""
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


def _checked(fields: ProjectFields, account_id: int | None, project_id: int = 0) -> ProjectFields:
    fields = tidied(fields)
    others = Project.objects.exclude(pk=project_id)
    if others.filter(account=account_id, name=fields.name).exists():
        raise Invalid(_("This account already has a project with this name."), "name")
    if fields.code and others.filter(code=fields.code).exists():
        raise Invalid(_("Another project already has this code."), "code")
    if fields.starts_on and fields.ends_on and fields.ends_on < fields.starts_on:
        raise Invalid(_("The end date must be on or after the start date."), "ends_on")
    return fields


@command
def put_under_account(
    *, by: Actor, project_id: int, account_id: int | None, version: int | None = None, now: datetime
) -> Project:
    """Move a project to an account, or to none. Its time moves too, in the same transaction.

    An agreement of another account is dropped. One that had no account follows. `version` None skips the check for a
    change by someone else, as when many are moved at once.
    """
    project = queries.project_to_change(by, project_id)
    account = _account(account_id)
    policy.may_put(person_of(by), project, account).or_refuse()
    project.expect(project.version if version is None else version)
    if project.account_id == account_id:
        return project
    if Project.objects.filter(account=account, name=project.name).exists():
        raise Invalid(_("This account already has a project with this name."), "account_id")
    for guard in hooks.before_account_change:
        guard(project).or_refuse()
    before, project.account = project.account_id, account
    project.is_internal = False
    _take_agreement_along(project, account)
    project.save()
    changes = {"before": before, "after": account_id, "agreement_id": project.agreement_id}
    trail.record("project.put_under_account", subject=project, by=by, at=now, changes=changes)
    for listener in hooks.on_account_changed:
        listener(project, before, by, now)
    return project


@command
def set_agreement(
    *, by: Actor, project_id: int, agreement_id: int | None, version: int | None = None, now: datetime
) -> Project:
    """Set the agreement of a project. Time already logged keeps its price."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    project.expect(project.version if version is None else version)
    agreement = agreement_queries.agreement_seen_by(by, agreement_id) if agreement_id is not None else None
    if agreement is not None and agreement.account_id not in (None, project.account_id):
        raise Invalid(_("This agreement is with another account."), "agreement_id")
    before, project.agreement = project.agreement_id, agreement
    project.save()
    changes = {"before": before, "after": agreement_id}
    trail.record("project.agreement_set", subject=project, by=by, at=now, changes=changes)
    return project


def _take_agreement_along(project: Project, account: Account | None) -> None:
    agreement = project.agreement
    if agreement is None or account is None:
        return
    if agreement.account_id is None:
        agreement.account = account
        agreement.version += 1
        agreement.save()
        for line in line_queries.bare_lines_of(agreement):
            line.account = account
            line.save()
    elif agreement.account_id != account.pk:
        project.agreement = None


def open_from_brief(brief: Brief, by: Actor, now: datetime) -> None:
    """Create the project of a brief when it is converted. A retainer request uses its retainer's project.

    Project manager, dates and agreement come from the brief. Its lines are in the agreement, so nothing is copied.
    """
    if brief.agreement_id is None:
        return
    fields = ProjectFields(
        name=free_name(brief.account, brief.title), starts_on=brief.wanted_from, ends_on=brief.wanted_on
    )
    project = open_project(
        by=by, fields=fields, account_id=brief.account_id, status=rules.INITIATING, manager_id=brief.manager_id,
        agreement_id=brief.agreement_id, now=now,
    )  # fmt: skip
    if brief.account_manager_id not in (None, brief.account.manager_id):
        staff_project(
            by=by, project_id=project.pk, duty=rules.ACCOUNT_MANAGER, person_id=brief.account_manager_id,
            valid_from=timezone.localdate(now), now=now,
        )  # fmt: skip


def free_name(account: Account, title: str) -> str:
    """Return the title, with a number if the account already has a project with that name."""
    taken = set(Project.objects.filter(account=account, name__startswith=title).values_list("name", flat=True))
    names = (title if number == 1 else f"{title} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
