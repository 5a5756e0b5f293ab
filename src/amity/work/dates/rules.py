"""What is due next in a job, and the worst of what blocks it. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MILESTONE: Final = "milestone"
REQUEST: Final = "request"
INPUT: Final = "input"
CONDITION: Final = "condition"
REVIEW: Final = "review"
HOURS: Final = "hours"
WANTED: Final = "wanted"
HANDOFF: Final = "handoff"
ENDS: Final = "ends"
KINDS: Final = (MILESTONE, REQUEST, INPUT, CONDITION, REVIEW, HOURS, WANTED, HANDOFF, ENDS)
"""Kinds of dates: of two on one day, the first named here is shown."""

ENTRY: Final = "entry"
OFFER: Final = "offer"
RETURNED: Final = "returned"
NO_HANDOFF: Final = "no_handoff"

SLIGHT: Final = 1
SERIOUS: Final = 2
CALM: Final = 3
"""The urgency of what nothing holds up."""


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day with what is due on it: its kind, and its name where it has one."""

    on: date
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that holds a job up: how severe it is, what it is, who has it in hand, and a day.

    `since` is when it began, or was due; `address` leads to it. `people` are the ids of those it waits for.
    """

    severity: int
    kind: str
    name: str = ""
    who: str = ""
    since: date | None = None
    address: str = ""
    people: frozenset[int] = frozenset()


def next_date(dates: Iterable[NextDate]) -> NextDate | None:
    """Return the earliest open date, overdue ones included; None where there is none."""
    found = list(dates)
    if len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda one: (one.on, KINDS.index(one.kind), one.name))


def worst(blockers: Iterable[Blocker]) -> Blocker | None:
    """Return the most severe blocker, of equals the oldest."""
    return min(blockers, key=lambda one: (-one.severity, one.since or date.max, one.kind, one.name), default=None)


def urgency(pending: Collection[Blocker], due: NextDate | None, today: date) -> int:
    """Return how soon a job needs someone, most urgent first: client input is late, its date has passed, or it is held
    up by something serious.
    """
    if any(one.kind == INPUT for one in pending):
        return 0
    if due is not None and due.on < today:
        return 1
    return 2 if any(one.severity >= SERIOUS for one in pending) else CALM


def is_one_matter(due: NextDate | None, blocker: Blocker | None) -> bool:
    """Return whether what is due next is what blocks, so that a list names it once."""
    if due is None or blocker is None:
        return False
    if due.kind == HANDOFF:
        return blocker.kind in (OFFER, RETURNED, NO_HANDOFF)
    return due.kind == blocker.kind and (due.kind == CONDITION or due.name == blocker.name)


def week_end(today: date) -> date:
    """Return the Sunday of a day's week."""
    return today + timedelta(days=6 - today.weekday())
