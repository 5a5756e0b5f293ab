"""Pure rules of sharing: whether a contact gets a story now, bundled or later, and why (domain.md, "Push budget")."""

from dataclasses import dataclass
from datetime import date
from typing import Final

STORY_SHARE: Final = "story_share"
SEND, BUNDLE, HOLD = "send", "bundle", "hold"
ADVICE: Final = (SEND, BUNDLE, HOLD)
STOPPED, TWICE, CONFLICT, BUDGET, LOAD = "stopped", "twice", "conflict", "budget", "load"
"""Why a story is held: they unsubscribed, they had it, a conflict is open, the budget is used, they are asked for much.
"""
NEVER: Final = (STOPPED, TWICE)
"""Reasons for which no one can send it all the same."""
NO_MORE: Final = "unsubscribe"
"""The subject of the email that the button of a mail program sends."""
REPLIED, USEFUL, NOT_USEFUL = "replied", "useful", "not_useful"
OUTCOMES: Final = (REPLIED, USEFUL, NOT_USEFUL)
MANY_ASKS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is known of a contact: pushes left, requests to them, and whether something else waits to go to them.

    `next_on` is the day on which one more push is free.
    """

    left: int
    asked: int = 0
    has_waiting: bool = False
    has_conflict: bool = False
    had_story: bool = False
    has_stopped: bool = False
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Send, bundle or hold, with the code of the reason, "" for send."""

    way: str
    why: str = ""


def advice_for(load: Load) -> Advice:
    """Return the advice: the gravest reason counts. A used budget is a bundle if something else waits, else a hold."""
    if load.has_stopped:
        return Advice(HOLD, STOPPED)
    if load.had_story:
        return Advice(HOLD, TWICE)
    if load.has_conflict:
        return Advice(HOLD, CONFLICT)
    if load.left <= 0:
        return Advice(BUNDLE if load.has_waiting else HOLD, BUDGET)
    if load.asked >= MANY_ASKS:
        return Advice(BUNDLE if load.has_waiting else HOLD, LOAD)
    return Advice(SEND)
