"""Pure rules of projects: allowed changes of status, the person with a duty on a date, and states of milestones."""

from collections.abc import Iterable
from datetime import date
from typing import Final

INITIATING: Final = "initiating"
HANDED_OFF: Final = "handed_off"
ACTIVE: Final = "active"
PAUSED: Final = "paused"
DELIVERED: Final = "delivered"
CLOSED: Final = "closed"
CANCELLED: Final = "cancelled"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    INITIATING: (HANDED_OFF, ACTIVE, CANCELLED),
    HANDED_OFF: (ACTIVE, CANCELLED),
    ACTIVE: (PAUSED, DELIVERED, CANCELLED),
    PAUSED: (ACTIVE, CANCELLED),
    DELIVERED: (CLOSED, ACTIVE),
    CLOSED: (ACTIVE,),
    CANCELLED: (INITIATING,),
}
"""The allowed changes of status. Guards allow initiating to active only without a hand-off, or if no one else
would accept it. Delivered and closed work can be reopened, cancelled work begins again.
"""
STATUSES: Final = tuple(MOVES)
STARTS: Final = (HANDED_OFF, ACTIVE)
"""Statuses that start a project."""
OVER: Final = (CLOSED, CANCELLED)
"""Statuses of ended projects."""
PATH: Final = (INITIATING, HANDED_OFF, ACTIVE, DELIVERED, CLOSED)
"""The usual course of a project, as the page draws it."""

NEXT: Final[dict[str, str]] = {
    INITIATING: ACTIVE,
    HANDED_OFF: ACTIVE,
    ACTIVE: DELIVERED,
    PAUSED: ACTIVE,
    DELIVERED: CLOSED,
}
"""The status that usually comes next."""

PLANNED: Final = "planned"
IN_WORK: Final = "in_work"
WITH_CLIENT: Final = "with_client"
ACCEPTED: Final = "accepted"
CHANGES_ASKED: Final = "changes_asked"
DELIVERABLE_MOVES: Final[dict[str, tuple[str, ...]]] = {
    PLANNED: (IN_WORK,),
    IN_WORK: (WITH_CLIENT, PLANNED),
    WITH_CLIENT: (ACCEPTED, CHANGES_ASKED, IN_WORK),
    CHANGES_ASKED: (IN_WORK,),
    ACCEPTED: (CHANGES_ASKED,),
}
"""Allowed changes of a deliverable's state (domain.md, "States"). Work can go to the client without a check yet."""
CLIENT_STATES: Final = (WITH_CLIENT, ACCEPTED, CHANGES_ASKED)
"""States that involve the client, outside Amity. They are recorded with evidence."""
RELEASES: Final = (WITH_CLIENT, ACCEPTED)
"""States in which the client has the work. Third-party rights that it uses must cover them."""

MANAGER: Final = "manager"
ACCOUNT_MANAGER: Final = "account_manager"
DUTIES: Final = (MANAGER, ACCOUNT_MANAGER)
WHOLE: Final = 10_000
"""A whole in basis points."""


def may_move(before: str, after: str) -> bool:
    """Return whether a project can change from one status to the other."""
    return after in MOVES.get(before, ())


def needs_handoff(*, taken_over: bool, is_internal: bool) -> bool:
    """Return whether a project begins with a hand-off: it is neither internal nor pre-existing."""
    return not (taken_over or is_internal)


def first_status(*, taken_over: bool, is_internal: bool) -> str:
    """Return the status of a new project: initiating if it needs a hand-off, otherwise active."""
    return INITIATING if needs_handoff(taken_over=taken_over, is_internal=is_internal) else ACTIVE


def deliverable_may_move(before: str, after: str) -> bool:
    """Return whether a deliverable can change from one state to the other."""
    return after in DELIVERABLE_MOVES.get(before, ())


def is_revision(before: str, after: str) -> bool:
    """Return whether a change begins a revision round: changes were requested and work on them starts."""
    return before == CHANGES_ASKED and after == IN_WORK


def path_with(status: str) -> tuple[str, ...]:
    """Return the stages to draw: the usual ones, with a pause or a cancellation if that is the project's status."""
    if status == PAUSED:
        return (INITIATING, HANDED_OFF, PAUSED, DELIVERED, CLOSED)
    return (*PATH[:3], CANCELLED) if status == CANCELLED else PATH


def milestone_state(due_on: date, delivered_on: date | None, today: date) -> str:
    """Return `delivered`, `late_delivered`, `late` or `ahead`."""
    if delivered_on is not None:
        return "delivered" if delivered_on <= due_on else "late_delivered"
    return "late" if due_on < today else "ahead"


def share_left(shares: Iterable[int | None]) -> int:
    """Return the share of a fixed fee not yet on milestones, in basis points, below 0 if they exceed the fee."""
    return WHOLE - sum(share or 0 for share in shares)


def kept_dates(rows: Iterable[tuple[date, date | None]], today: date) -> tuple[int, int]:
    """Count dates (due, delivered) that were met, and those that are due by now or were delivered."""
    counted = [(due, done) for due, done in rows if done is not None or due < today]
    return sum(1 for due, done in counted if done is not None and done <= due), len(counted)
