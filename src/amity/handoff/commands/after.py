"""After acceptance: conditions come true, and what changed is acknowledged."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import policy, queries, since
from amity.handoff.commands.counting import count_changes
from amity.handoff.models import Acknowledgement, Condition
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused, Stale


@command
def finish_condition(*, by: Actor, condition_id: int, now: datetime) -> Condition:
    """Say that a condition came true. Saying it twice changes nothing."""
    condition = queries.condition_to_change(by, condition_id)
    policy.may_finish(person_of(by), condition.handoff, condition.owner_id).or_refuse()
    if condition.done_at is None:
        condition.done_at, condition.done_by = now, by.label
        condition.save(update_fields=["done_at", "done_by"])
        changes = {"text": condition.text}
        trail.record("handoff.condition_done", subject=condition.handoff, by=by, at=now, changes=changes)
    return condition


@command
def acknowledge(*, by: Actor, handoff_id: int, key: str, digest: str, now: datetime) -> Acknowledgement:
    """Take note of how an item is since the hand-off was accepted. Stale when it changed again since `digest`."""
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_take(person_of(by), handoff).or_refuse()
    if not handoff.is_taken:
        raise Refused(_("This hand-off hasn’t been accepted yet, so there are no changes to acknowledge."))
    waiting = {one.key: one for one in since.since_acceptance(handoff)}
    if key not in waiting or waiting[key].digest != digest:
        raise Stale(_("This has changed again since you read it."), current=handoff)
    values = {"by_label": by.label, "at": now}
    taken, is_new = Acknowledgement.objects.get_or_create(handoff=handoff, key=key, digest=digest, defaults=values)
    if is_new:
        changes = {"key": key, "verdict": waiting[key].verdict, "sha256": digest}
        trail.record("handoff.acknowledged", subject=handoff, by=by, at=now, changes=changes)
        count_changes(handoff)
    return taken
