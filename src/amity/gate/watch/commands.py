"""Begin the watch with a new agency, record what it would have stopped, and end or prolong it."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import policy
from amity.gate.checks.letters import findings_of
from amity.gate.checks.registry import Findings
from amity.gate.checks.rules import BLOCK
from amity.gate.lanes.rules import WATCH
from amity.gate.models import Item
from amity.gate.queries import items_seen_by
from amity.gate.watch.models import Watch, Watched
from amity.gate.watch.queries import open_watch
from amity.gate.watch.rules import LASTS, LONGER, ON, would_stop
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.ui.reader_format import in_their_ways


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
    _keep(item, findings, now, watch=watch, lane=lane)


def check_sent(item: Item, now: datetime) -> None:
    """Keep what the checks find in an item that goes by itself because its lane only watches.

    What the first weeks recorded of it stays. The titles are in the language of whoever may read them.
    """
    if item.lane != WATCH or Watched.objects.filter(item=item, watch__isnull=False).exists():
        return
    with in_their_ways(policy.clearer_of(item)):
        _keep(item, findings_of(item), now, watch=None, lane=item.lane)


def _keep(item: Item, findings: Findings, now: datetime, *, watch: Watch | None, lane: str) -> None:
    found = [
        {"key": one.key, "title": str(one.title), "words": one.words, "stops": one.level == BLOCK}
        for one in (*findings.blocks, *findings.warnings)
    ]
    stopped = would_stop(one.level for one in findings.blocks)
    values = {"watch": watch, "lane": lane, "stopped": stopped, "found": found, "at": now}
    Watched.objects.update_or_create(item=item, defaults=values)


@command
def mark_read(*, by: Actor, watched_id: int, now: datetime, is_read: bool = True) -> Watched:
    """Mark what the checks found in an email that went by itself as read, or as unread again."""
    gone = _("Email not found. It may have been deleted, or you don’t have access.")
    watched = seen_or_missing(Watched.objects.filter(item__in=items_seen_by(by)), watched_id, gone, lock=True)
    person = person_of(by)
    policy.may_mark_read(person, watched.item).or_refuse()
    watched.read_at, watched.read_by = (now, person) if is_read else (None, None)
    watched.save(update_fields=["read_at", "read_by"])
    trail.record("outgoing.found_read" if is_read else "outgoing.found_unread", subject=watched.item, by=by, at=now)
    return watched


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
