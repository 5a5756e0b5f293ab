"""Open, clear, return, hold and pull back. One conditional update decides between two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.gate import hooks, moves, policy, queries, rules
from amity.gate.beliefs import commands as beliefs
from amity.gate.bundles import members
from amity.gate.checks.letters import findings_of
from amity.gate.checks.registry import Findings
from amity.gate.decisions import grounds
from amity.gate.edits import commands as edits
from amity.gate.edits.commands import Wording
from amity.gate.items import clocks, notices
from amity.gate.items.answers import record
from amity.gate.items.fields import NONE, Answers, Ground, answers_in
from amity.gate.items.freezing import is_unchanged, shown
from amity.gate.items.sender import ask_server_of, expect_sender
from amity.gate.lane_offers import commands as lane_offers
from amity.gate.models import Item, Opened
from amity.gate.quiet import commands as quiet
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refusal, Refused, Stale
from amity.shared.text.texts import one_line

MOST_LATER: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Compared:
    """An item that changed since it was read: its content then, or None if it is unknown, and now."""

    item: Item
    before: dict[str, Any] | None
    after: dict[str, Any]

    @property
    def version(self) -> int:
        """Return the item's version now."""
        return self.item.version


@command
def open_item(*, by: Actor, item_id: int, digest: str, now: datetime) -> None:
    """Record that someone who may clear an item has it open. Others see it for ten minutes."""
    item = queries.item_seen_by(by, item_id)
    if item.state not in rules.WAITING or item.digest != digest or not policy.may_clear(person_of(by), item):
        return
    Opened.objects.update_or_create(item=item, person_id=by.person_id, defaults={"digest": digest, "at": now})


def clear(
    *, by: Actor, item_id: int, digest: str, now: datetime, answers: Answers = NONE, later: datetime | None = None,
    wording: Wording | None = None,
) -> Item:  # fmt: skip
    """Clear an item by the digest that was on the clearer's screen. It leaves at its send time, exactly as it is.

    `later` makes it wait longer, and answers what asks whether it should go now. `wording` is what the clearer changed:
    the original stays beside it. Before it, a mailbox whose login was refused is asked whether it can send.
    """
    ask_server_of(queries.item_seen_by(by, item_id))
    return _clear(by=by, item_id=item_id, digest=digest, now=now, answers=answers, later=later, wording=wording)


@command
def _clear(
    *, by: Actor, item_id: int, digest: str, now: datetime, answers: Answers, later: datetime | None,
    wording: Wording | None,
) -> Item:  # fmt: skip
    item = _to_decide(by, item_id, rules.CLEAR, digest)
    expect_sender(item)
    changed = edits.change(item, wording, by, now)
    given = answers_in(answers)
    if later is not None:
        given |= {one.key: (rules.LATER, "") for one in findings_of(item).warnings if one.later is not None}
        _check_later(later, now)
    findings = findings_of(item, given)
    _check_answered(findings)
    record(item, given, by, now)
    moves.move(
        item, rules.CLEAR, rules.CLEARED, by=by, now=now, goes_at=max(now, item.send_at or now, later or now),
        decided_at=now, decided_by_id=by.person_id, **changed,
    )  # fmt: skip
    trail.record(
        "outgoing.cleared", subject=item, by=by, at=now,
        changes={"digest": item.digest, "answers": {key: " ".join(value).strip() for key, value in given.items()}},
    )  # fmt: skip
    quiet.record(item, findings.found, overruled=True, by=by, now=now)
    hooks.tell(hooks.on_cleared, item, by, now)
    if changed:
        notices.decided(item, by, now, lambda: _("%(who)s changed and cleared “%(what)s” for %(account)s"))
    else:
        notices.decided(item, by, now, lambda: _("%(who)s cleared “%(what)s” for %(account)s"))
    return item


def clear_opened(*, by: Actor, read: Sequence[tuple[int, str]], now: datetime) -> int:
    """Clear items that the actor opened, each in a transaction of its own, and only those without a warning.

    `read` are ids with the digest that was on the screen. What changed or waits for an answer stays. Return how many.
    """
    cleared = 0
    for item_id, digest in read:
        try:
            ask_server_of(queries.item_seen_by(by, item_id))
            cleared += _clear_opened(by=by, item_id=item_id, digest=digest, now=now)
        except Refusal:
            continue
    return cleared


@command
def _clear_opened(*, by: Actor, item_id: int, digest: str, now: datetime) -> bool:
    item = queries.item_seen_by(by, item_id)
    findings = findings_of(item)
    if not queries.has_opened(by, item) or findings.blocks or findings.warnings:
        return False
    clear(by=by, item_id=item_id, digest=digest, now=now)
    return True


@command
def return_item(*, by: Actor, item_id: int, digest: str, ground: Ground, now: datetime) -> Item:
    """Return an item to its author on one ground. A matter of taste is kept as a comment and returns nothing."""
    item = _to_decide(by, item_id, rules.RETURN, digest)
    words = one_line(ground.words, rules.WORDS_MOST, "words")
    if ground.ground == rules.TASTE:
        return _comment(item, by, words, now)
    record_id = grounds.chosen(item, ground, words, by)
    quiet.record(item, findings_of(item).found, overruled=False, by=by, now=now)
    if ground.ground == rules.BELIEF:
        record_id = beliefs.record(item, ground.contact_id, words, by, now)
    moves.move(
        item, rules.RETURN, rules.RETURNED, by=by, now=now, ground=ground.ground, words=words,
        ground_id=record_id, goes_at=None, clear_by=None, decided_by_id=by.person_id,
        decided_at=now,
    )  # fmt: skip
    trail.record(
        "outgoing.returned", subject=item, by=by, at=now,
        changes={"ground": ground.ground, "words": words, **grounds.recorded(ground.ground, record_id)},
    )  # fmt: skip
    hooks.tell(hooks.on_returned, item, by, now)
    lane_offers.consider(item, now)
    ended = members.returned(item, by, now, ground=ground.ground, words=words, ground_id=record_id)
    for one in ended or [item]:
        notices.returned(one, by, now, lambda: grounds.cited(ground.ground, record_id))
    return item


@command
def hold(*, by: Actor, item_id: int, digest: str, now: datetime, words: str = "") -> Item:
    """Stop the clock of an item. It waits until someone decides."""
    item = _to_decide(by, item_id, rules.HOLD, digest)
    reason = one_line(words, rules.WORDS_MOST, "words")
    moves.move(item, rules.HOLD, rules.HELD, by=by, now=now, words=reason, goes_at=None)
    trail.record("outgoing.held", subject=item, by=by, at=now, changes={"words": reason})
    notices.decided(item, by, now, lambda: _("%(who)s put “%(what)s” for %(account)s on hold"))
    return item


@command
def pull_back(*, by: Actor, item_id: int, now: datetime, words: str = "") -> Item:
    """Pull back an item that would go by itself, before it goes."""
    item = queries.item_seen_by(by, item_id)
    policy.may_stop(person_of(by), item).or_refuse()
    reason = one_line(words, rules.WORDS_MOST, "words")
    due = clocks.to_be_cleared(now, None)
    moves.move(item, rules.PULL_BACK, rules.HELD, by=by, now=now, words=reason, goes_at=None, clear_by=due)
    trail.record("outgoing.pulled_back", subject=item, by=by, at=now, changes={"words": reason})
    notices.decided(item, by, now, lambda: _("%(who)s pulled back “%(what)s” for %(account)s"))
    return item


def _comment(item: Item, by: Actor, words: str, now: datetime) -> Item:
    if not words:
        raise Invalid(_("Enter your comment."), "words")
    moves.note(item, "comment", by=by, now=now, words=words, ground=rules.TASTE)
    trail.record("outgoing.commented", subject=item, by=by, at=now, changes={"words": words})
    notices.decided(item, by, now, lambda: _("%(who)s commented on “%(what)s” for %(account)s"))
    return item


def _to_decide(by: Actor, item_id: int, verb: str, digest: str) -> Item:
    """Return an item to decide about. Raises `Stale` with both versions if it isn't what the actor read."""
    item = queries.item_seen_by(by, item_id)
    policy.may_clear(person_of(by), item).or_refuse()
    if item.digest != digest:
        before = queries.frozen(item, digest)
        compared = Compared(item, before.content if before else None, shown(item))
        raise Stale(_("This changed since you read it. Nothing was sent. Compare both versions."), compared)
    moves.check(item, verb)
    if not is_unchanged(item):
        raise Refused(_("This isn’t what was submitted. Its author must submit it again."))
    return item


def _check_later(later: datetime, now: datetime) -> None:
    if not now <= later <= now + MOST_LATER:
        raise Invalid(_("Choose a time from now to one year ahead."), "later")


def _check_answered(findings: Findings) -> None:
    hard = next((one for one in findings.blocks if not one.can_be_overruled), None)
    if hard is not None:
        raise Invalid(f"{hard.title}. {hard.text}")
    if findings.blocks:
        sentence = _("%(title)s. Return it, or explain why it can go.")
        raise Invalid(sentence % {"title": findings.blocks[0].title}, "answers")
    if findings.warnings:
        first = findings.warnings[0]
        sentence = _("%(title)s. Choose an answer first.")
        if first.is_question:
            sentence = _("%(title)s Choose an answer first.")
        raise Invalid(sentence % {"title": first.title}, "answers")
