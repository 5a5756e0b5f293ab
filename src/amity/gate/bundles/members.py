"""The items of a bundle follow it: they leave with it, and are returned or freed with it."""

from datetime import datetime
from typing import Any

from amity.audit import trail
from amity.gate import hooks, moves, rules
from amity.gate.checks.letters import whole_members
from amity.gate.decisions.grounds import recorded
from amity.gate.items import clocks
from amity.gate.models import Item
from amity.shared.actor import Actor


def follow(bundle: Item, by: Actor, now: datetime, **values: Any) -> None:
    """Give each item of a bundle the state that the bundle has now. An item that isn't a bundle has none."""
    if bundle.kind != rules.BUNDLE:
        return
    for one in whole_members(bundle):
        if one.state != bundle.state:
            moves.move(one, rules.FOLLOW, bundle.state, by=by, now=now, words=bundle.subject, **values)


def returned(bundle: Item, by: Actor, now: datetime, *, ground: str, words: str, ground_id: int | None) -> list[Item]:
    """Return each item to its author on the ground on which its bundle was returned. The bundle ends."""
    if bundle.kind != rules.BUNDLE:
        return []
    members = list(whole_members(bundle))
    for one in members:
        moves.move(
            one, rules.TAKE_APART, rules.RETURNED, by=by, now=now, step=rules.RETURN, ground=ground, words=words,
            ground_id=ground_id, bundle=None, goes_at=None, clear_by=None, decided_by_id=by.person_id, decided_at=now,
        )  # fmt: skip
        trail.record(
            "outgoing.returned", subject=one, by=by, at=now,
            changes={"ground": ground, "words": words, **recorded(ground, ground_id)},
        )  # fmt: skip
        hooks.tell(hooks.on_returned, one, by, now)
    moves.move(bundle, rules.WITHDRAW, rules.WITHDRAWN, by=by, now=now)
    return members


def freed(bundle: Item, by: Actor, now: datetime, words: str = "") -> list[Item]:
    """Take the items of a bundle out of it. Each waits for its own decision again."""
    if bundle.kind != rules.BUNDLE:
        return []
    due, members = clocks.to_be_cleared(now, None), list(whole_members(bundle))
    for one in members:
        moves.move(
            one, rules.TAKE_APART, rules.HELD, by=by, now=now, words=words, bundle=None, goes_at=None, clear_by=due,
            decided_by=None, decided_at=None,
        )  # fmt: skip
    return members
