"""Link something to the goal it serves, or remove the link."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.refs import Ref
from amity.strategy import policy
from amity.strategy.goals.queries import goals_seen_by
from amity.strategy.links import queries
from amity.strategy.links.registry import linkable_kind
from amity.strategy.models import Goal, GoalLink


@command
def link_goal(*, by: Actor, kind: str, subject_id: int, goal_id: int | None, now: datetime) -> Goal | None:
    """Say which goal of its account something serves, or none. One thing serves one goal."""
    subject = linkable_kind(kind).subject(by, subject_id)
    policy.may_set(person_of(by), subject.account).or_refuse()
    links = GoalLink.objects.select_for_update().filter(subject_kind=kind, subject_id=subject_id)
    before = links.first()
    chosen = dict(queries.goals_to_choose(by, subject.account, before.goal_id if before else None))
    if goal_id is not None and goal_id not in chosen:
        raise Invalid(_("Choose from the list."), "goal_id")
    if goal_id == (before.goal_id if before else None):
        return before.goal if before else None
    links.delete()
    named = {"linked": subject.title, "linked_to": str(Ref(kind, subject_id))}
    if before is not None:
        trail.record("goal.unlinked", subject=before.goal, by=by, at=now, changes=named)
    if goal_id is None:
        return None
    goal = goals_seen_by(by).get(pk=goal_id)
    GoalLink.objects.create(goal=goal, subject_kind=kind, subject_id=subject_id, by_label=by.label, at=now)
    trail.record("goal.linked", subject=goal, by=by, at=now, changes=named)
    return goal
