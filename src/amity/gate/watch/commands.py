"""Begin the watch with a new agency, record what it would have stopped, and end or prolong it."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import policy
from amity.gate.checks.registry import Findings
from amity.gate.checks.rules import BLOCK
from amity.gate.models import Item
from amity.gate.watch.models import Watch, Watched
from amity.gate.watch.queries import open_watch
from amity.gate.watch.rules import LASTS, LONGER, ON, would_stop
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused


def begin(by: Actor, now: datetime) -> None:
    """Begin the watch of an agency that has just been set up and has written to no client yet."""
    if Watch.objects.exists() or Item.objects.exists():
        return
    begun = Watch.objects.create(begins_at=now, ends_at=now + LASTS)
    trail.record("watch.begun", subject=begun, by=by, at=now)


def record(item: Item, lane: str, findings: Findings, now: datetime) -> None:
    """Record what the gate would have done with an item that goes because the gate only watches."""
    watch = open_watch()
    if watch is None:
        return
    found = [
        {"key": one.key, "title": str(one.title), "words": one.words, "stops": one.level == BLOCK}
        for one in (*findings.blocks, *findings.warnings)
    ]
    stopped = would_stop(one.level for one in findings.blocks)
    values = {"watch": watch, "lane": lane, "stopped": stopped, "found": found, "at": now}
    Watched.objects.update_or_create(item=item, defaults=values)


@command
def decide(*, by: Actor, version: int, outcome: str, now: datetime) -> Watch | None:
    """Switch the gate on, or watch for two weeks more. Returns the watch that is open afterwards."""
    person = person_of(by)
    policy.may_set_lanes(person, None).or_refuse()
    watch = open_watch(lock=True)
    if watch is None:
        raise Refused(_("The gate is already on."))
    watch.expect(version)
    if outcome not in (ON, LONGER):
        raise Invalid(_("Choose from the list."))
    watch.outcome, watch.decided_at, watch.decided_by = outcome, now, person
    watch.save()
    trail.record("watch.decided", subject=watch, by=by, at=now, changes={"outcome": outcome})
    return Watch.objects.create(begins_at=now, ends_at=now + LASTS) if outcome == LONGER else None
