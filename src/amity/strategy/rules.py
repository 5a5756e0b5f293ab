"""Pure rules of strategy: progress of a goal, and allowed changes of a card's status (domain.md, "States")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

RUNNING: Final = "running"
REACHED: Final = "reached"
DROPPED: Final = "dropped"
GOAL_STATES: Final = (RUNNING, REACHED, DROPPED)

INSIGHT: Final = "insight"
DECISION: Final = "decision"
CLIENT_WORD: Final = "client_word"
CAUSES: Final = (INSIGHT, DECISION, CLIENT_WORD)
"""Causes of a revision: an insight, a decision, or the client's confirmation."""

DRAFT: Final = "draft"
AGREED_INSIDE: Final = "agreed_inside"
AGREED_WITH_CLIENT: Final = "agreed_with_client"
IN_FORCE: Final = "in_force"
SUPERSEDED: Final = "superseded"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    DRAFT: (AGREED_INSIDE,),
    AGREED_INSIDE: (AGREED_WITH_CLIENT, DRAFT),
    AGREED_WITH_CLIENT: (IN_FORCE, DRAFT),
    IN_FORCE: (SUPERSEDED,),
    SUPERSEDED: (),
}
"""The allowed changes of a card's state. An agreed card returns to draft only to be agreed again."""
CARD_STATES: Final = tuple(MOVES)
BEING_MADE: Final = (DRAFT, AGREED_INSIDE, AGREED_WITH_CLIENT)
"""States before a card is in force. An account has at most one such card."""

CARD_FIELDS: Final = ("goal", "audience", "message", "must", "must_not", "measures")
NEEDED_INSIDE: Final = ("goal", "audience", "message")
"""Fields a card needs before it is agreed internally."""

LATE_READING_DAYS: Final = 120
"""A reading older than this no longer shows the state of a goal."""


def may_move(before: str, after: str) -> bool:
    """Return whether a card can change from one status to the other."""
    return after in MOVES.get(before, ())


def lacking(card: dict[str, str]) -> list[str]:
    """Return the fields a card still needs before it can be agreed internally."""
    return [name for name in NEEDED_INSIDE if not card.get(name, "").strip()]


@dataclass(frozen=True, slots=True)
class Read:
    """A value of a goal's measure on a day."""

    on: date
    value: Decimal


def progress(baseline: Decimal | None, target: Decimal | None, value: Decimal | None) -> int | None:
    """Return how much of the way from baseline to target is done, in basis points, below 0 if it got worse.

    None if any of the three is not known, or baseline and target are the same. Unknown is not zero.
    """
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return round(Fraction(value - baseline) / Fraction(target - baseline) * 10_000)


def progress_state(
    baseline: Decimal | None, target: Decimal | None, target_on: date | None, begun_on: date,
    readings: Sequence[Read], today: date,
) -> str:  # fmt: skip
    """Return the status of a goal: well, watch, unwell, or "" if it is unknown.

    Measured against an even pace from `begun_on` to `target_on`: well if at least nine tenths of the expected progress
    is made, unwell under half of it. Unknown without a target date until it is reached, and while there is no reading
    since it began.
    """
    newest = max(readings, key=lambda one: one.on, default=None)
    if newest is None or (today - newest.on).days > LATE_READING_DAYS:
        return ""
    done = progress(baseline, target, newest.value)
    if done is None:
        return ""
    if done >= 10_000:
        return "well"
    if target_on is None:
        return ""
    span = (target_on - begun_on).days
    due = 10_000 if span <= 0 else min(10_000, max(0, (newest.on - begun_on).days * 10_000 // span))
    if due == 0 and done <= 0:
        return ""
    if done * 10 >= due * 9:
        return "well"
    return "unwell" if done * 2 < due else "watch"
