"""Record what a person was shown and what became of it, and move kinds to the digest and back."""

from datetime import datetime

from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref
from amity.today.asides.rules import NOT_NOW
from amity.today.cards.collecting import board_of
from amity.today.cards.values import Board
from amity.today.shown.queries import state_to_change
from amity.today.shown.rules import after_showing, answered, back_on_today, card_with, moved_by_hand
from amity.waiting.kinds import kinds


@command
def record_shown(*, by: Actor, now: datetime, board: Board | None = None) -> None:
    """Record that a person was shown the cards of their Today, and end what was set aside and is gone.

    `board` is their Today if the caller has just read it.
    """
    board = board or board_of(by, now)
    state = state_to_change(board.person)
    live = [card.key for bundle in board.cards for card in bundle.bundle or (bundle,)]
    state.shown, state.counts = after_showing(state.shown, state.counts, board.drawn, live, board.today)
    state.save(update_fields=["shown", "counts"])
    open_signs = {sign.key for card in board.cards for sign in card.signs}
    for one in board.asides:
        if one.way == NOT_NOW and open_signs.isdisjoint(one.signs):
            one.ended_at = now
            one.save(update_fields=["ended_at"])


@command
def record_action(by: Actor, kind_key: str, item_id: int, now: datetime) -> None:
    """Count an action that was done in the row of an item, if its card was shown."""
    state = state_to_change(person_of(by))
    key = card_with(state.shown, f"{kind_key}-{item_id}")
    state.shown, state.counts = answered(state.shown, state.counts, key, "acted")
    state.save(update_fields=["shown", "counts"])


@command
def move_to_digest(*, by: Actor, kind: str, now: datetime) -> None:
    """Move a kind of cards from Today to Friday's digest."""
    _change(by, kind, now, is_moved=True)


@command
def show_again(*, by: Actor, kind: str, now: datetime) -> None:
    """Show a kind of cards on Today again, and count it from the start."""
    _change(by, kind, now, is_moved=False)


def _change(by: Actor, kind: str, now: datetime, *, is_moved: bool) -> None:
    person = person_of(by)
    found = next((one for one in kinds() if one.key == kind), None)
    if found is None:
        raise NotSeen("")
    state = state_to_change(person)
    state.counts = moved_by_hand(state.counts, kind) if is_moved else back_on_today(state.counts, kind)
    state.save(update_fields=["counts"])
    action = "today.kind_moved" if is_moved else "today.kind_back"
    trail.record(action, subject=Ref.to(person), by=by, at=now, changes={"kind": str(found.label)})
