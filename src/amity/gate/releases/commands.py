"""Release what is due, ask the stand-in about what is late, and decide about what wasn't delivered.

Release writes outbox rows in the transaction that decides; the outbox sends them after it. Each recipient has a row.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.charter.holders import holders
from amity.gate import moves, policy, queries, rules, wording
from amity.gate.answering.registry import carries_link
from amity.gate.bundles import members
from amity.gate.checks.letters import blocks_of, letter_of, whole_members
from amity.gate.checks.registry import Finding
from amity.gate.items import notices
from amity.gate.items.freezing import is_unchanged
from amity.gate.items.rules import LATE
from amity.gate.items.sender import ask_server_of, expect_sender, only_saves, trouble_of
from amity.gate.lane_offers import commands as lane_offers
from amity.gate.lanes.rules import WATCH, duty_of
from amity.gate.models import Item, Recipient
from amity.gate.pushes.check import conflict_of
from amity.gate.releases.clock import database_time
from amity.gate.releases.outbox_rows import personal_address, write_rows
from amity.gate.watch import commands as watch
from amity.jobs.registry import actor_of_job
from amity.outbox import rules as outgoing
from amity.outbox.commands import settle
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import NotSeen, Refused
from amity.shared.rows.lookup import only_row, seen_or_missing

Clock = Callable[[], datetime]


def release_due(clock: Clock = database_time, most: int = 20) -> int:
    """Release items that are due, the earliest first, each in a transaction of its own. Return how many left."""
    now = clock()
    due = Item.objects.filter(state__in=rules.MOVES[rules.RELEASE], goes_at__lte=now).order_by("goes_at", "pk")
    left = sum(_release(pk, clock) for pk in list(due.values_list("pk", flat=True)[:most]))
    ask_again(now)
    return left


def _release(item_id: int, clock: Clock) -> bool:
    """Release one item, after its mailbox was asked whether it can send if its last login was refused."""
    ask_server_of(only_row(Item.objects.filter(pk=item_id)))
    return release(item_id=item_id, now=clock())


@command
def release(*, item_id: int, now: datetime) -> bool:
    """Release one item if it is due and still what was cleared. Otherwise it is held, and its author is notified."""
    item = queries.item_by_id(item_id)
    if item is None or rules.move(rules.RELEASE, item.state) is not None or item.goes_at is None or item.goes_at > now:
        return False
    by = _actor(item)
    if (reason := _reason_to_stop(item, now)) is not None:
        _stop(item, reason, by, now)
        return False
    try:
        moves.move(item, rules.RELEASE, rules.RELEASED, by=by, now=now, due_by=now, released_at=now)
    except Refused:
        return False  # someone stopped, pulled back or revised it first
    trail.record("outgoing.released", subject=item, by=by, at=now, changes={"digest": item.digest})
    members.follow(item, by, now, released_at=now)
    write_rows(item, now)
    members.follow(item, by, now)
    watch.check_sent(item, now)
    lane_offers.consider(item, now)
    return True


def _reason_to_stop(item: Item, now: datetime) -> Callable[[], str] | None:
    """Return the sentence why an item can't go, or None. It is made in the language of each reader."""
    if not is_unchanged(item):
        return lambda: _("it isn’t what was cleared")
    goes_at = item.goes_at or now
    if item.state == rules.SCHEDULED and now - goes_at > LATE:
        return lambda: _("its time had passed, and no one has cleared it")
    if trouble_of(item):
        return lambda: trouble_of(item)
    if _blocks(item):
        return lambda: str(_blocks(item)[0].title)
    if _has_new_conflict(item):
        return lambda: _("a conflict with the client has opened since")
    return None


def _has_new_conflict(item: Item) -> bool:
    """Return whether a severe conflict was found after the decision, which so can't have covered it."""
    decided = item.decided_at or item.submitted_at
    found = conflict_of([letter_of(one) for one in (item, *whole_members(item))])
    return found is not None and decided is not None and found.since > decided


def _blocks(item: Item) -> Sequence[Finding]:
    """Return what blocks an item now. The lane *watch* only records what someone could overrule."""
    return [one for one in blocks_of(item) if item.lane != WATCH or not one.can_be_overruled]


def _stop(item: Item, reason: Callable[[], str], by: Actor, now: datetime) -> None:
    words = reason()[: rules.WORDS_MOST]
    try:
        moves.move(item, rules.STOP, rules.HELD, by=by, now=now, words=words, goes_at=None, clear_by=now)
    except Refused:
        return
    trail.record("outgoing.stopped", subject=item, by=by, at=now, changes={"words": words})
    notices.stopped(item, reason, now)


def ask_again(now: datetime) -> None:
    """Ask the stand-in by charter, or else the director, about held items that are past their time, once each."""
    late = Item.objects.filter(state__in=(rules.SUBMITTED, rules.HELD), clear_by__lt=now, asked_again=None)
    for pk in list(late.order_by("clear_by").values_list("pk", flat=True)[:20]):
        _ask_again(item_id=pk, now=now)


@command
def _ask_again(*, item_id: int, now: datetime) -> None:
    item = queries.item_by_id(item_id)
    if item is None or item.asked_again_id is not None or item.state not in (rules.SUBMITTED, rules.HELD):
        return
    asked = {item.author_id, getattr(policy.clearer_of(item), "pk", None)}
    duty = holders(item.account)[duty_of(item.kind)]
    candidates = [*duty.people, *duty.others, item.account.director]
    person = next((one for one in candidates if one is not None and one.is_active and one.pk not in asked), None)
    if person is None or not Item.objects.filter(pk=item.pk, asked_again=None).update(asked_again=person):
        return
    moves.note(item, "ask", by=_actor(item), now=now, words=person.name)
    notices.asked_again(item, person, now)


@command
def resend(*, by: Actor, item_id: int, recipient_id: int, now: datetime) -> Item:
    """Send an email again that was refused, that may not have arrived, or that no server sent. Its Message-ID stays."""
    item, people = _to_settle(by, item_id, recipient_id, rules.RESEND)
    expect_sender(item)
    if item.state == rules.STORED and only_saves():
        raise Refused(_("No email server is set up. Nothing was sent."))
    if any(not one.contact.is_active or one.contact.mail != one.address for one in people):
        raise Refused(_("This contact’s address has changed or they have left. Write a new email instead."))
    for one in people:
        _settle(item, one, rules.RESEND, was_sent=False, by=by, now=now)
    return item


@command
def confirm(*, by: Actor, item_id: int, recipient_id: int, now: datetime) -> Item:
    """Record that an email whose delivery was unknown has arrived, or that its author sent one for want of a server."""
    item, people = _to_settle(by, item_id, recipient_id, rules.CONFIRM)
    for one in people:
        _settle(item, one, rules.CONFIRM, was_sent=True, by=by, now=now)
    return item


def _to_settle(by: Actor, item_id: int, recipient_id: int, verb: str) -> tuple[Item, list[Recipient]]:
    """Return an item and the recipient to decide about, or all of them where no server had the email."""
    item = queries.item_seen_by(by, item_id, lock=True)
    policy.may_settle(person_of(by), item).or_refuse()
    moves.check(item, verb)
    people = item.recipients.select_related("contact", "message")
    one = seen_or_missing(people, recipient_id, _("Recipient not found."))
    if one.message is None or one.message.state not in (outgoing.UNKNOWN, outgoing.FAILED, outgoing.KEPT):
        raise NotSeen(_("This email no longer needs a decision."))
    if one.message.state != outgoing.KEPT:
        return item, [one]
    return item, list(people.filter(message__state=outgoing.KEPT).order_by("pk"))


def _settle(item: Item, one: Recipient, verb: str, *, was_sent: bool, by: Actor, now: datetime) -> None:
    assert one.message is not None  # noqa: S101 - `_to_settle` has looked
    is_by_hand = was_sent and one.message.state == outgoing.KEPT
    if one.message.state == outgoing.KEPT and not was_sent and carries_link(item):
        one.message.secret = personal_address(item, one, now)
    moves.note(item, rules.BY_HAND if is_by_hand else verb, by=by, now=now, words=one.name)
    action = "outgoing.by_hand" if is_by_hand else "outgoing.confirmed" if was_sent else "outgoing.resent"
    trail.record(action, subject=item, by=by, at=now, changes={"name": one.name})
    settle(one.message, was_sent=was_sent, now=now)
    item.refresh_from_db(fields=["state", "sent_at", "version"])


def _actor(item: Item) -> Actor:
    """Return the worker, which acts for the author."""
    return actor_of_job(item.author_id, str(wording.STEPS[rules.RELEASE]))
