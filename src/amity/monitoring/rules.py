"""Pure rules of risks, blockers and client input: legal changes of status, and severity."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

RISK: Final = "risk"
ISSUE: Final = "issue"
ROADBLOCK: Final = "roadblock"
CONFLICT: Final = "conflict"
KINDS: Final = (RISK, ISSUE, ROADBLOCK, CONFLICT)
RAISED: Final = (RISK, ISSUE, ROADBLOCK)
"""Kinds that are added here. A conflict is recorded on its expectation."""

CLIENT: Final = "client"
AGENCY: Final = "agency"
BOTH: Final = "both"
SIDES: Final = (AGENCY, CLIENT, BOTH)
"""The side that has to act to resolve it."""

OPEN: Final = "open"
RESPONDING: Final = "responding"
ESCALATED: Final = "escalated"
CLOSED: Final = "closed"
ENTRY_MOVES: Final[dict[str, tuple[str, ...]]] = {
    OPEN: (RESPONDING, CLOSED, ESCALATED),
    RESPONDING: (CLOSED, ESCALATED),
    ESCALATED: (RESPONDING, CLOSED),
    CLOSED: (OPEN,),
}
"""The legal changes of an entry's status. A closed one can be reopened, with the reason."""
ENTRY_STATES: Final = tuple(ENTRY_MOVES)

MOST_EFFECT: Final = 5

SLIGHT: Final = 1
SERIOUS: Final = 2
SEVERE: Final = 3
SEVERITIES: Final = (SLIGHT, SERIOUS, SEVERE)

ASKED: Final = "asked"
PROMISED: Final = "promised"
IN: Final = "in"
LATE: Final = "late"
WAIVED: Final = "waived"
INPUT_MOVES: Final[dict[str, tuple[str, ...]]] = {
    ASKED: (PROMISED, IN, LATE, WAIVED),
    PROMISED: (IN, LATE, WAIVED),
    LATE: (PROMISED, IN, WAIVED),
    IN: (ASKED,),
    WAIVED: (ASKED,),
}
"""The legal changes of an input's status. A late one can be promised again, and an unsuitable one requested again."""
INPUT_STATES: Final = tuple(INPUT_MOVES)
WAITED_FOR: Final = (ASKED, PROMISED, LATE)

CHANNELS: Final = ("mail", "phone", "meeting", "message")


def severity(client_effect: int, agency_effect: int) -> int:
    """Return the severity of two effects, each 0 to 5: severe for one of 5 or 8 in total, serious from 3.

    The same rule for all, so that severity doesn't depend on wording.
    """
    if max(client_effect, agency_effect) >= MOST_EFFECT or client_effect + agency_effect >= 8:
        return SEVERE
    return SERIOUS if max(client_effect, agency_effect) >= 3 else SLIGHT


def conflict_effects(options: Mapping[str, Collection[int]], answer: str) -> tuple[int, int] | None:
    """Return a conflict's effects on the client and on us, each -5 to 5, or None while no options are recorded.

    They are those of the chosen option, and before the choice the worst on each side. `options` are by their answer.
    """
    if not options:
        return None
    client, agency = zip(*([options[answer]] if answer in options else options.values()), strict=True)
    return min(client), min(agency)


def entry_may_move(before: str, after: str) -> bool:
    """Return whether an entry can change from one status to the other."""
    return after in ENTRY_MOVES.get(before, ())


def input_may_move(before: str, after: str) -> bool:
    """Return whether a client input can change from one status to the other."""
    return after in INPUT_MOVES.get(before, ())


def days_late(state: str, asked_on: date | None, due_on: date, received_on: date | None, today: date) -> int:
    """Return the days by which the client was or is late with an input, or 0 where they are on time.

    Days before the client was asked are ours, so they don't count.
    """
    if state == WAIVED or asked_on is None:
        return 0
    until = received_on if state == IN and received_on else today
    return max(0, (until - max(due_on, asked_on)).days)
