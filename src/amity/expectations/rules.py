"""Pure rules of expectations: kinds and legal changes of state (domain.md, "States")."""

from collections.abc import Mapping
from datetime import date
from typing import Final

OPEN: Final = "open"
ALIGNED: Final = "aligned"
AT_RISK: Final = "at_risk"
MISSED: Final = "missed"
RESET: Final = "reset"
MET: Final = "met"

MOVES: Final[dict[str, tuple[str, ...]]] = {
    OPEN: (ALIGNED, AT_RISK, RESET, MET, MISSED),
    ALIGNED: (AT_RISK, RESET, MET, MISSED),
    AT_RISK: (ALIGNED, RESET, MET, MISSED),
    MISSED: (RESET, MET),
    RESET: (ALIGNED, AT_RISK, RESET, MET, MISSED),
    MET: (OPEN,),
}
"""The legal changes of state.

A missed one can be reset with the client's confirmation or met late, and a met one reopened.
"""
STATES: Final = tuple(MOVES)
LIVE: Final = (OPEN, ALIGNED, AT_RISK, MISSED, RESET)
"""States in which someone is still waiting for something."""

ENDANGERED: Final = frozenset({AT_RISK, MISSED})
"""States in which someone must act, or the expectation isn't met."""
NEED_A_REASON: Final = frozenset({AT_RISK, MISSED})
NEED_THEIR_WORD: Final = frozenset({ALIGNED, RESET})
"""Changes of state that need the client's confirmation as evidence."""

WAY: Final = "way"
PROMISE: Final = "promise"
DATE: Final = "date"
KINDS: Final = ("result", "quality", DATE, "money", "scope", WAY, PROMISE)
"""The kinds of expectations. A promise was made by a colleague, with a due date."""
DATED: Final = frozenset({DATE, PROMISE})
"""The kinds with a date: when they expect it, or when we promised it."""

FIRST: Final = {MISSED: 0, AT_RISK: 1, OPEN: 2, RESET: 3, ALIGNED: 4, MET: 5}
"""The order of states on a page, the most urgent first."""


def may_move(before: str, after: str) -> bool:
    """Return whether an expectation can change from one state to the other."""
    return after in MOVES.get(before, ())


CHANGE_ORDER: Final = "change_order"
ADJUST: Final = "adjust"
ABSORB: Final = "absorb"
DECLINE: Final = "decline"
ANSWERS: Final = (CHANGE_ORDER, ADJUST, ABSORB, DECLINE)
"""Possible answers: price it, agree on another expectation, do it at no charge, or insist on what was agreed."""
MOST_EFFECT: Final = 5
LEAST_OPTIONS: Final = 2

DAYS_AFTER_THEIR_WORDS: Final = 7
"""A conflict recorded within so many days of a contact's words was raised by them, unless someone says otherwise."""

WEIGHING: Final = "weighing"
ANSWERED: Final = "answered"
CLOSED: Final = "closed"


def conflict_state(answer: str, *, closed: bool) -> str:
    """Return the state of a conflict: options are compared, one was chosen, or it has an outcome."""
    if closed:
        return CLOSED
    return ANSWERED if answer else WEIGHING


def raised_by_client(stated_on: date | None, found_on: date, *, stated: bool) -> bool:
    """Return whether the client raised a conflict first, by its evidence: a contact's words shortly before it.

    Without evidence, or long after it, the team found the conflict itself.
    """
    if not stated or stated_on is None:
        return False
    return 0 <= (found_on - stated_on).days <= DAYS_AFTER_THEIR_WORDS


def better_for(effects: Mapping[str, int], answer: str) -> str:
    """Return the best option for a side where the chosen one is worse for it, or ""."""
    best = max(effects, key=lambda one: effects[one], default="")
    return best if best and effects[best] > effects.get(answer, 0) else ""
