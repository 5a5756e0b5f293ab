"""Pure rules of contact reports: groups, states, and what silence never settles (domain.md, "Conversation clocks")."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amity.gate import rules as gate
from amity.shared.text.amounts import amount_in

DECISIONS: Final = "decisions"
ACTIONS: Final = "actions"
DATES: Final = "dates"
COSTS: Final = "costs"
GROUPS: Final = (DECISIONS, ACTIONS, DATES, COSTS)
"""The groups of points in the order of a report."""
LETTERS: Final = dict(zip(GROUPS, "ABCD", strict=True))

DRAFT: Final = "draft"
WAITING: Final = "waiting"
RETURNED: Final = "returned"
GOING: Final = "going"
UNDELIVERED: Final = "undelivered"
RUNNING: Final = "running"
UNANSWERED: Final = "unanswered"
BASIS: Final = "basis"
CONFIRMED: Final = "confirmed"
CORRECTED: Final = "corrected"
STATES: Final = (
    DRAFT, WAITING, RETURNED, GOING, UNDELIVERED, RUNNING, UNANSWERED, BASIS, CONFIRMED, CORRECTED,
)  # fmt: skip
"""Waiting: at the gate. Running: silence makes it the working basis. Corrected: a new version is to be sent."""
EDITABLE: Final = (DRAFT, RETURNED, CORRECTED)
SENT: Final = (RUNNING, UNANSWERED, BASIS, CONFIRMED)
"""States in which the client has the current version."""

PRESENT: Final = "present"
ABSENT: Final = "absent"
COPY: Final = "copy"
PRESENCES: Final = (PRESENT, ABSENT, COPY)

TEXT_MOST: Final = 500
WORDS_MOST: Final = 2000
SOURCE_MOST: Final = 120
TALKS_MOST: Final = 20
POINTS_MOST: Final = 200

_SETTLED_IN_WRITING: Final = re.compile(
    r"\b(?:"
    r"change (?:orders?|requests?)|CO-\d+|deliverables?|rights?|licen[cs]es?|usage|buy-?out|fees?|prices?|budgets?"
    r"|deadlines?"
    r"|Änderungsauftr\w*|Nachtr[aä]g\w*|Lieferobjekt\w*|Nutzungsrecht\w*|Rechte|Lizenz\w*|Preise?n?|Honorar\w*"
    r"|Budget\w*|Frist(?:en)?|Termine?"
    r"|avenants?|livrables?|droits?|licences?|prix|honoraires|échéances?"
    r")\b",
    re.IGNORECASE,
)
"""Words of what only a signature or an express yes settles, in the languages of clients. Rather one too many."""


def group_of(text: str, *, is_action: bool, has_date: bool) -> str:
    """Return the group of a line: an amount makes it a cost, someone who does it an action, a day a date."""
    if amount_in(text):
        return COSTS
    if is_action:
        return ACTIONS
    return DATES if has_date else DECISIONS


def needs_yes(group: str, text: str, *, is_ours: bool, has_date: bool) -> bool:
    """Return whether silence never settles a point: prices, dates, deliverables, change orders and rights.

    The due date of what our side will do is our own promise, which needs no yes.
    """
    if group in (DATES, COSTS) or amount_in(text) or _SETTLED_IN_WRITING.search(text):
        return True
    return has_date and not is_ours


@dataclass(frozen=True, slots=True)
class Facts:
    """What the state of a report follows from. `item_state` is "" without an item of the current version."""

    item_state: str = ""
    sent_at: datetime | None = None
    basis_at: datetime | None = None
    has_silence: bool = False
    is_confirmed: bool = False
    edition: int = 1


def state_of(facts: Facts) -> str:
    """Return the state of a report."""
    if facts.sent_at is not None:
        if facts.is_confirmed:
            return CONFIRMED
        if facts.basis_at is not None:
            return BASIS
        return RUNNING if facts.has_silence else UNANSWERED
    if facts.item_state in gate.WAITING:
        return WAITING
    if facts.item_state in (gate.UNDELIVERED, gate.STORED):
        return UNDELIVERED
    if facts.item_state in gate.GOING:
        return GOING
    if facts.item_state == gate.RETURNED:
        return RETURNED
    return CORRECTED if facts.edition > 1 else DRAFT
