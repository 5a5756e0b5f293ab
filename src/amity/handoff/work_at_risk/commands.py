"""Raise the cap on work before the hand-off, or stop the work until it is accepted."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import policy, queries
from amity.handoff.models import RaisedCap
from amity.people.queries import person_of
from amity.projects import queries as projects
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line

MOST = 200 * 3600
"""Highest cap on work at risk. Beyond it the hand-off has to come first."""


@command
def raise_cap(*, by: Actor, project_id: int, seconds: int, reason: str, now: datetime) -> RaisedCap:
    """Raise the total time allowed on a project before its hand-off to `seconds`, with the reason."""
    project = projects.project_to_change(by, project_id)
    policy.may_raise_cap(person_of(by), project).or_refuse()
    before = _at_risk(project).room.cap
    if not before < seconds <= MOST:
        raise Invalid(_("Enter more than the current cap, up to 200 hours."), "seconds")
    if not (why := one_line(reason, 500, "reason")):
        raise Invalid(_("Enter why work must continue before the hand-off."), "reason")
    raised = RaisedCap(project=project, seconds=seconds, reason=why, by_label=by.label, at=now)
    raised.save(force_insert=True)
    changes = {"before": before, "after": seconds, "reason": why}
    trail.record("handoff.cap_raised", subject=project, by=by, at=now, changes=changes)
    return raised


@command
def stop_work(*, by: Actor, project_id: int, reason: str, now: datetime) -> RaisedCap:
    """Stop all work on a project until its hand-off is accepted or someone raises the cap."""
    project = projects.project_to_change(by, project_id)
    policy.may_stop(person_of(by), project).or_refuse()
    found = _at_risk(project)
    if found.is_stopped:
        raise Refused(_("Work on %(project)s has already been stopped.") % {"project": project.name})
    if not (why := one_line(reason, 500, "reason")):
        raise Invalid(_("Enter why you are stopping the work."), "reason")
    stopped = RaisedCap(
        project=project, seconds=found.room.worked, stops=True, reason=why, by_label=by.label, at=now
    )  # fmt: skip
    stopped.save(force_insert=True)
    changes = {"before": found.room.cap, "after": stopped.seconds, "reason": why}
    trail.record("handoff.work_stopped", subject=project, by=by, at=now, changes=changes)
    return stopped


def _at_risk(project: Project) -> queries.AtRisk:
    """Return the work before the hand-off. Refused where no hand-off is due."""
    if not project.waits_for_handoff or queries.starts_without_taker(project):
        raise Refused(
            _("%(project)s isn’t waiting for a hand-off, so its hours aren’t capped.") % {"project": project.name}
        )
    return queries.room_of(project)
