"""Add, move and deliver milestones, and withdraw a delivery."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.queries import person_of
from amity.projects import policy, queries, rules
from amity.projects.milestones import queries as milestone_queries
from amity.projects.models import Milestone
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line


@command
def add_milestone(
    *, by: Actor, project_id: int, name: str, due_on: date, now: datetime, share: int | None = None
) -> Milestone:
    """Add a milestone. `share` is its part of a fixed fee in basis points. All shares together are at most 100%."""
    project = queries.project_to_change(by, project_id)
    policy.may_edit(person_of(by), project).or_refuse()
    name = one_line(name, 200, "name")
    if not name:
        raise Invalid(_("Enter a name for the milestone."), "name")
    if share is not None and not 0 <= share <= rules.WHOLE:
        raise Invalid(_("Enter 0 to 100."), "share")
    if rules.share_left([*project.milestones.values_list("share", flat=True), share]) < 0:
        raise Invalid(_("The milestones would add up to more than the whole fee."), "share")
    milestone = Milestone(project=project, name=name, due_on=due_on, share=share)
    milestone.save(force_insert=True)
    changes = {"name": name, "due_on": due_on, "share": share}
    trail.record("milestone.added", subject=milestone, by=by, at=now, changes=changes)
    return milestone


@command
def move_milestone(*, by: Actor, milestone_id: int, due_on: date, now: datetime) -> Milestone:
    """Change the date of a milestone. The audit log has the previous one. Refused once it has been delivered."""
    milestone = _to_change(by, milestone_id)
    if milestone.delivered_on is not None:
        raise Refused(_("%(name)s has been delivered, so its date can’t change.") % {"name": milestone.name})
    before, milestone.due_on = milestone.due_on, due_on
    milestone.save()
    trail.record("milestone.moved", subject=milestone, by=by, at=now, changes={"before": before, "after": due_on})
    return milestone


@command
def deliver_milestone(*, by: Actor, milestone_id: int, delivered_on: date, now: datetime) -> Milestone:
    """Mark a milestone as delivered on a date."""
    milestone = _to_change(by, milestone_id)
    if delivered_on > timezone.localdate(now):
        raise Invalid(_("The date can’t be in the future."), "delivered_on")
    milestone.delivered_on = delivered_on
    milestone.save()
    changes = {"delivered_on": delivered_on}
    trail.record("milestone.delivered", subject=milestone, by=by, at=now, changes=changes)
    return milestone


@command
def reopen_milestone(*, by: Actor, milestone_id: int, now: datetime) -> Milestone:
    """Withdraw the delivery of a milestone."""
    milestone = _to_change(by, milestone_id)
    before, milestone.delivered_on = milestone.delivered_on, None
    milestone.save()
    trail.record("milestone.reopened", subject=milestone, by=by, at=now, changes={"before": before})
    return milestone


def _to_change(by: Actor, milestone_id: int) -> Milestone:
    milestone = milestone_queries.milestone_to_change(by, milestone_id)
    policy.may_edit(person_of(by), milestone.project).or_refuse()
    return milestone
