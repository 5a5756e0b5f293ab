"""Pure rules of strategy: progress of a goal, and allowed changes of a card's status (domain.md, "States")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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

WEEKLY: Final = "weekly"
FORTNIGHTLY: Final = "fortnightly"
MONTHLY: Final = "monthly"
QUARTERLY: Final = "quarterly"
RHYTHM_DAYS: Final[dict[str, int]] = {WEEKLY: 7, FORTNIGHTLY: 14, MONTHLY: 31, QUARTERLY: 92}
"""How many days after a reading the next one is due, by the rhythm of a goal."""

ON_TRACK: Final = "well"
AT_RISK: Final = "watch"
OFF_TRACK: Final = "unwell"
UNKNOWN: Final = ""
WHOLE: Final = 10_000
"""The whole way from baseline to target, in basis points."""
PLAN_DAYS: Final = 30
"""Days until a plan is checked, unless another date is chosen."""


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


def expected(begun_on: date, target_on: date, day: date) -> int:
    """Return how much of the way an even pace has done by a day, in basis points from 0 to 10,000."""
    span = (target_on - begun_on).days
    return WHOLE if span <= 0 else min(WHOLE, max(0, (day - begun_on).days * WHOLE // span))


def progress_state(
    baseline: Decimal | None, target: Decimal | None, target_on: date | None, begun_on: date,
    readings: Sequence[Read], today: date,
) -> str:  # fmt: skip
    """Return the status of a goal: on track, at risk, off track, or "" if it is unknown.

    Its newest reading is measured against an even pace from `begun_on` to `target_on`: on track if at least nine tenths
    of the expected progress is made, off track under half of it. A reading from the due date on is on track only if the
    target is met. Unknown without a target date until it is reached, and while there is no recent reading since it
    began.
    """
    newest = max(readings, key=lambda one: one.on, default=None)
    if newest is None or (today - newest.on).days > LATE_READING_DAYS:
        return UNKNOWN
    done = progress(baseline, target, newest.value)
    if done is None:
        return UNKNOWN
    if done >= WHOLE:
        return ON_TRACK
    if target_on is None:
        return UNKNOWN
    due = expected(begun_on, target_on, newest.on)
    if due == 0 and done <= 0:
        return UNKNOWN
    if done * 2 < due:
        return OFF_TRACK
    return ON_TRACK if due < WHOLE and done * 10 >= due * 9 else AT_RISK


def reading_due(begun_on: date, newest: date | None, rhythm: str) -> date:
    """Return the day by which the next reading is due: a rhythm after the newest one, or after the goal began."""
    return (newest or begun_on) + timedelta(days=RHYTHM_DAYS[rhythm])


def has_plan(plan: str, check_on: date | None, today: date) -> bool:
    """Return whether there is a plan for a goal that isn't due to be checked yet."""
    return bool(plan) and check_on is not None and check_on >= today
