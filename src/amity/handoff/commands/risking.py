"""Let more be worked before the hand-off than the agency's cap."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import policy, queries
from amity.handoff.models import RaisedCap
from amity.people.queries import person_of
from amity.projects import queries as projects
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

MOST = 200 * 3600
"""More than this is no start at risk: then the hand-off comes first."""


@command
def raise_cap(*, by: Actor, project_id: int, seconds: int, reason: str, now: datetime) -> RaisedCap:
    """Let `seconds` in all be worked on a project before its hand-off, and say why."""
    project = projects.project_to_change(by, project_id)
    policy.may_raise_cap(person_of(by), project).or_refuse()
    if not project.waits_for_handoff:
        raise Refused(_("%(project)s does not wait for a hand-off: nothing is capped.") % {"project": project.name})
    before = queries.room_of(project).room.cap
    if not before < seconds <= MOST:
        raise Invalid(_("More than now, and at most 200 hours: above that the hand-off comes first."), "seconds")
    if not (why := " ".join(reason.split())):
        raise Invalid(_("Say why work goes on before the hand-off."), "reason")
    raised = RaisedCap(project=project, seconds=seconds, reason=why, by_label=by.label, at=now)
    raised.save(force_insert=True)
    changes = {"before": before, "after": seconds, "reason": why}
    trail.record("handoff.cap_raised", subject=project, by=by, at=now, changes=changes)
    return raised
