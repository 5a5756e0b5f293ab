"""Link an expectation to a project. Its conflicts among risks and blockers follow automatically."""

from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.expectations import hooks, policy
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Conflict, Expectation
from amity.expectations.queries import expectation_seen_by
from amity.expectations.rules import ANSWERED, CLOSED, conflict_state
from amity.monitoring import rules
from amity.monitoring.expectations.queries import offered_projects, project_id_of, project_of
from amity.monitoring.models import ProjectExpectation, RegisterEntry, RegisterStep
from amity.monitoring.queries import client_of
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def expect_on_project(*, by: Actor, project_id: int, fields: ExpectationFields, now: datetime) -> Expectation:
    """Record an expectation of a project's client and link it to the project."""
    account, _project = client_of(by, project_id=project_id)
    recorded = record_expectation(by=by, account_id=account.pk, fields=fields, now=now)
    bind_to_project(recorded, project_id, by, now)
    return recorded


@command
def bind_expectation(*, by: Actor, expectation_id: int, project_id: int | None, now: datetime) -> Expectation:
    """Link an expectation to a project of its account, or with None remove the link."""
    expectation = expectation_seen_by(by, expectation_id, lock=True)
    policy.may_change(person_of(by), expectation).or_refuse()
    ProjectExpectation.objects.filter(expectation=expectation).delete()
    if project_id is None:
        follow_place(expectation, by, now)
    else:
        project = project_seen_by(by, project_id)
        if project.account_id != expectation.account_id:
            raise Refused(_("%(project)s is not a project of that client.") % {"project": project.name})
        bind_to_project(expectation, project.pk, by, now)
    return expectation


def _link(by: Actor, expectation_id: int, project_id: int | None, now: datetime) -> None:
    bind_expectation(by=by, expectation_id=expectation_id, project_id=project_id, now=now)


PROJECTS: Final = hooks.Projects(offered=offered_projects, current=project_id_of, link=_link)
"""The projects among which a form asks."""


def bind_to_project(expectation: Expectation, project_id: int, by: Actor, now: datetime) -> None:
    """Link an expectation to a project. The caller has checked the permissions."""
    ProjectExpectation(expectation=expectation, project_id=project_id).save(force_insert=True)
    changes = {"project_id": project_id}
    trail.record("expectation.bound", subject=expectation, by=by, at=now, changes=changes)
    follow_place(expectation, by, now)


def follow_conflict(conflict: Conflict, by: Actor, now: datetime) -> None:
    """Update the entry of a conflict to its current state. A change of state is a step of the entry."""
    entry = RegisterEntry.objects.select_for_update(of=("self",)).filter(conflict=conflict).first()
    before = entry.state if entry else ""
    entry = entry or RegisterEntry(
        conflict=conflict, kind=rules.CONFLICT, side=rules.BOTH,
        raised_on=timezone.localdate(conflict.found_at), added_at=now,
    )  # fmt: skip
    _put(entry, conflict)
    entry.changed_at = now
    entry.version = entry.version + 1 if before else 1
    entry.save()
    if entry.state != before:
        RegisterStep(
            entry=entry, at=now, by_label=by.label, before=before, after=entry.state,
            note=conflict.outcome or conflict.why,
        ).save(force_insert=True)  # fmt: skip


def follow_place(expectation: Expectation, by: Actor, now: datetime) -> None:
    """Move the entries of an expectation's conflicts to its current project."""
    for conflict in expectation.conflicts.all():
        follow_conflict(conflict, by, now)


def _put(entry: RegisterEntry, conflict: Conflict) -> None:
    entry.account_id, entry.project = conflict.expectation.account_id, project_of(conflict.expectation)
    entry.title, entry.detail = conflict.believed, conflict.agreed
    entry.client_effect, entry.agency_effect = _at_stake(conflict)
    entry.severity = rules.severity(entry.client_effect, entry.agency_effect)
    entry.raised_by_client = conflict.raised_by_client
    entry.raised_by_id = conflict.expectation.stated_by_id if conflict.raised_by_client else None
    entry.response, entry.outcome = conflict.why, conflict.outcome
    entry.owner_id, entry.due_on = conflict.speaker_id, conflict.speak_by
    states = {ANSWERED: rules.RESPONDING, CLOSED: rules.CLOSED}
    entry.state = states.get(conflict_state(conflict.answer, closed=conflict.closed_at is not None), rules.OPEN)


def _at_stake(conflict: Conflict) -> tuple[int, int]:
    """Return the most either side can lose: by the chosen option, otherwise by the worst one."""
    options = {one.answer: (one.client_effect, one.agency_effect) for one in conflict.options.all()}
    client, agency = rules.conflict_effects(options, conflict.answer) or (0, 0)
    return max(-client, 0), max(-agency, 0)
