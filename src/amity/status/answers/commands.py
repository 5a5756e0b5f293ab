"""Answer the status of a project, or confirm that the prefilled values are still true."""

from dataclasses import asdict, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.queries import person_of
from amity.projects.milestones.commands import move_milestone
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.values import tidied
from amity.status import policy
from amity.status.answers.fields import StatusFields
from amity.status.answers.prefill import Prefill, prefill_of
from amity.status.answers.queries import project_of_row
from amity.status.asks.closing import close_asks
from amity.status.contradictions.following import follow
from amity.status.models import Status


@command
def confirm_status(*, by: Actor, project_id: int, now: datetime, digest: str = "") -> Status:
    """Confirm the values that the data prefill. With `digest` they must be those that the actor saw."""
    prefill = _prefill(by, project_id, now)
    if digest and digest != prefill.digest:
        raise Refused(
            _("The data of %(project)s changed since you opened this. Check the values and confirm again.")
            % {"project": prefill.project.name}
        )
    return _save(by, prefill, prefill.fields, now, confirmed=True)


@command
def answer_status(*, by: Actor, project_id: int, fields: StatusFields, now: datetime) -> Status:
    """Answer the status of a project. Another date for the next milestone moves the milestone."""
    prefill = _prefill(by, project_id, now)
    given, ahead = tidied(fields), prefill.milestone
    if ahead is None or given.milestone_on is None:
        given = replace(given, milestone_on=ahead.due_on if ahead else None)
    elif given.milestone_on != ahead.due_on:
        move_milestone(by=by, milestone_id=ahead.pk, due_on=given.milestone_on, now=now)
    return _save(by, prefill, given, now, confirmed=given == prefill.fields)


def _prefill(by: Actor, project_id: int, now: datetime) -> Prefill:
    seen = project_seen_by(by, project_id)
    policy.may_answer(person_of(by), seen).or_refuse()
    project = project_of_row(seen.pk) or seen
    return prefill_of(project, timezone.localdate(now))


def _save(by: Actor, prefill: Prefill, fields: StatusFields, now: datetime, *, confirmed: bool) -> Status:
    row = Status(
        project=prefill.project, answered_at=now, answered_by_id=by.person_id or None, by_label=by.label,
        confirmed=confirmed, milestone_name=prefill.milestone.name if prefill.milestone else "", **asdict(fields),
    )  # fmt: skip
    row.save(force_insert=True)
    action = "status.confirmed" if confirmed else "status.answered"
    trail.record(action, subject=prefill.project, by=by, at=now, changes=asdict(fields))
    close_asks(prefill.project.pk, now, answered=True)
    follow([prefill.project.pk], now, by)
    return row
