"""Pure rules of requests: how they come, their states, and what becomes of them."""

from collections.abc import Iterable
from typing import Final

PHONE: Final = "phone"
EMAIL: Final = "email"
MEETING: Final = "meeting"
CHAT: Final = "chat"
PORTAL: Final = "portal"
OTHER: Final = "other"
CHANNELS: Final = (PHONE, EMAIL, MEETING, CHAT, PORTAL, OTHER)
"""How a request reached the agency."""
RECORDED_CHANNELS: Final = (PHONE, EMAIL, MEETING, CHAT, OTHER)
"""Channels that the team chooses from. Only clients themselves ask on their own pages."""

TITLE_MOST: Final = 200
"""Characters of a change order's title."""

SOON_DAYS: Final = 5
"""Days before its due date from which a request within a retainer is due soon."""

NEW: Final = "new"
ASSESSED: Final = "assessed"
INCLUDED: Final = "included"
AT_NO_CHARGE: Final = "at_no_charge"
EXTRA: Final = "extra"
NEW_WORK: Final = "new_work"
DECLINED: Final = "declined"
PARKED: Final = "parked"
DECISIONS: Final = (INCLUDED, AT_NO_CHARGE, EXTRA, NEW_WORK, DECLINED, PARKED)
STATES: Final = (NEW, ASSESSED, *DECISIONS)

DONE: Final = "done"
PLANNED: Final = "planned"
QUOTED: Final = "quoted"
NOT_NEEDED: Final = "not_needed"
OUTCOMES: Final = (DONE, PLANNED, QUOTED, DECLINED, NOT_NEEDED)
"""What became of a closed request. The client reads a sentence for each, and never the reason."""

RETAINED: Final = ("retainer", "prepaid")
"""Fee models of agreements within which a request is included as soon as it is logged."""
MOST_WORDS: Final = 500
MOST_TITLE: Final = 300


def title_of(words: str) -> str:
    """Return the title of the work item of a request, which takes fewer characters than its words."""
    return words if len(words) <= MOST_TITLE else f"{words[: MOST_TITLE - 1]}…"


def is_decided(state: str) -> bool:
    """Return whether someone has decided on the request."""
    return state in DECISIONS


def hours_by_discipline(hours: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return seconds by discipline, those of one discipline added up, without those of none."""
    found: dict[int, int] = {}
    for discipline, seconds in hours:
        if seconds:
            found[discipline] = found.get(discipline, 0) + seconds
    return found
