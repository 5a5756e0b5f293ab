"""Mark a condition of an acceptance as met."""

from datetime import datetime

from amity.audit import trail
from amity.handoff import policy, queries
from amity.handoff.models import Condition
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def finish_condition(*, by: Actor, condition_id: int, now: datetime) -> Condition:
    """Mark a condition as met. Marking it twice changes nothing."""
    condition = queries.condition_to_change(by, condition_id)
    policy.may_finish(person_of(by), condition.handoff, condition.owner_id).or_refuse()
    if condition.done_at is None:
        condition.done_at, condition.done_by = now, by.label
        condition.save(update_fields=["done_at", "done_by"])
        changes = {"text": condition.text}
        trail.record("handoff.condition_done", subject=condition.handoff, by=by, at=now, changes=changes)
    return condition
