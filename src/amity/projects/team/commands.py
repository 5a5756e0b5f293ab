"""Commands for project managers, account managers and team members of a project."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import hooks, policy, queries, rules
from amity.projects.models import Project, ProjectHolder, TeamMember
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.duties import holder_on
from amity.shared.errors import Invalid


@command
def staff_project(
    *, by: Actor, project_id: int, duty: str, person_id: int | None, valid_from: date, now: datetime
) -> Project:
    """Set the project manager or account manager from a date on. None leaves the duty open.

    A past date is added to the history. It changes today's manager only if there is no newer entry.
    """
    project = queries.project_to_change(by, project_id)
    policy.may_staff(person_of(by), project).or_refuse()
    hold(project, duty, person_id, valid_from, today=timezone.localdate(now))
    changes = {"duty": duty, "person_id": person_id, "valid_from": valid_from}
    trail.record("project.staffed", subject=project, by=by, at=now, changes=changes)
    for listener in hooks.on_staffed:
        listener(project, by, now)
    return project


@command
def add_member(*, by: Actor, project_id: int, person_id: int, now: datetime, since: date | None = None) -> TeamMember:
    """Add someone to a project. An existing member's start date is unchanged."""
    project = queries.project_to_change(by, project_id)
    policy.may_staff(person_of(by), project).or_refuse()
    person = _active(person_id)
    member, added = TeamMember.objects.get_or_create(
        project=project, person=person, defaults={"since": since or timezone.localdate(now)}
    )
    if added:
        changes = {"person_id": person_id, "since": member.since}
        trail.record("project.member_added", subject=project, by=by, at=now, changes=changes)
    return member


@command
def remove_member(*, by: Actor, project_id: int, person_id: int, now: datetime) -> None:
    """Remove a person from a project. Their logged time is unchanged."""
    project = queries.project_to_change(by, project_id)
    policy.may_staff(person_of(by), project).or_refuse()
    gone, _rows = TeamMember.objects.filter(project=project, person=person_id).delete()
    if gone:
        trail.record("project.member_removed", subject=project, by=by, at=now, changes={"person_id": person_id})


def hold(project: Project, duty: str, person_id: int | None, valid_from: date, *, today: date) -> None:
    """Write the history row and update the project's column."""
    if duty not in rules.DUTIES:
        raise Invalid(_("Choose project manager or account manager."), "duty")
    if valid_from > today:
        raise Invalid(_("The date can’t be in the future."), "valid_from")
    if person_id is not None:
        _active(person_id)
    ProjectHolder.objects.update_or_create(
        project=project, duty=duty, valid_from=valid_from, defaults={"person_id": person_id}
    )
    current = holder_on(queries.held(project), duty, today)
    setattr(project, f"{duty}_id", current.person_id if current else None)
    project.version += 1
    project.save()


def _active(person_id: int) -> Person:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise Invalid(_("Choose an active person."), "person_id")
    return person
