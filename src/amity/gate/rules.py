"""Pure rules of items: states, the legal moves between them, and grounds for a return (domain.md, "The gate")."""

from dataclasses import dataclass
from typing import Final

DRAFT: Final = "draft"
SUBMITTED: Final = "submitted"
SCHEDULED: Final = "scheduled"
HELD: Final = "held"
RETURNED: Final = "returned"
CLEARED: Final = "cleared"
RELEASED: Final = "released"
SENT: Final = "sent"
UNDELIVERED: Final = "undelivered"
STORED: Final = "stored"
WITHDRAWN: Final = "withdrawn"
BUNDLED: Final = "bundled"
STATES: Final = (
    DRAFT, SUBMITTED, SCHEDULED, HELD, RETURNED, CLEARED, RELEASED, SENT, UNDELIVERED, STORED, WITHDRAWN,
    BUNDLED,
)  # fmt: skip
"""Scheduled: goes at its time unless stopped. Cleared: decided, and goes at its time. Stored: there is no server.

Bundled: part of a bundle, which is an item of its own. Its state follows that of the bundle.
"""

WAITING: Final = (SUBMITTED, SCHEDULED, HELD)
"""States in which someone may decide."""
GOING: Final = (CLEARED, RELEASED)
GONE: Final = (SENT, UNDELIVERED, STORED)
NOT_DELIVERED: Final = (UNDELIVERED, STORED)
"""States in which a client lacks an email, or may lack it, until someone decides about it."""
OF_AUTHOR: Final = (DRAFT, RETURNED)
"""States in which an item is its author's to write."""

EMAIL: Final = "email"
CONTACT_REPORT: Final = "contact_report"
STATUS: Final = "status"
INSIGHT: Final = "insight"
INPUT: Final = "input"
SHOWING: Final = "showing"
QUOTE: Final = "quote"
AGREEMENT: Final = "agreement"
CHANGE_ORDER: Final = "change_order"
INVOICE: Final = "invoice"
BUNDLE: Final = "bundle"
VERSION: Final = "version"
BRIEF: Final = "brief"
STATEMENT: Final = "statement"
RECOMMENDATION: Final = "recommendation"
KINDS: Final = (
    EMAIL, CONTACT_REPORT, STATUS, INSIGHT, RECOMMENDATION, INPUT, BRIEF, STATEMENT, SHOWING, VERSION, QUOTE, AGREEMENT,
    CHANGE_ORDER, INVOICE, BUNDLE,
)  # fmt: skip

BINDING: Final = frozenset({QUOTE, AGREEMENT, CHANGE_ORDER, INVOICE})
"""Kinds with a price or a signature. No setting lets them go without someone's decision, and no reply approves them."""
SIGNED: Final = frozenset({AGREEMENT, CHANGE_ORDER})
"""Kinds that a client signs rather than approves."""
OFFERS: Final = frozenset({RECOMMENDATION})
"""Kinds that a client accepts or declines, rather than asking for another version."""
PRICED: Final = BINDING | {STATEMENT}
"""Kinds whose texts and files are made to name amounts: only those who see fees read them."""

SUBMIT: Final = "submit"
CLEAR: Final = "clear"
RETURN: Final = "return"
HOLD: Final = "hold"
PULL_BACK: Final = "pull_back"
REVISE: Final = "revise"
WITHDRAW: Final = "withdraw"
RELEASE: Final = "release"
STOP: Final = "stop"
RESEND: Final = "resend"
CONFIRM: Final = "confirm"
BY_HAND: Final = "by_hand"
"""A step of the history: its author sent the email without Amity."""
BUNDLE_UP: Final = "bundle"
FOLLOW: Final = "follow"
TAKE_APART: Final = "apart"

MOVES: Final = {
    SUBMIT: (DRAFT, RETURNED),
    CLEAR: (SUBMITTED, SCHEDULED, HELD),
    RETURN: (SUBMITTED, SCHEDULED, HELD),
    HOLD: (SUBMITTED, SCHEDULED),
    PULL_BACK: (SCHEDULED, CLEARED),
    REVISE: (SUBMITTED, SCHEDULED, HELD, RETURNED),
    WITHDRAW: (DRAFT, SUBMITTED, SCHEDULED, HELD, RETURNED, CLEARED, STORED),
    RELEASE: (SCHEDULED, CLEARED),
    STOP: (SCHEDULED, CLEARED),
    RESEND: NOT_DELIVERED,
    CONFIRM: NOT_DELIVERED,
    BUNDLE_UP: (SUBMITTED, SCHEDULED, HELD, CLEARED),
    FOLLOW: (BUNDLED, RELEASED, SENT, UNDELIVERED, STORED),
    TAKE_APART: (BUNDLED,),
}
"""From which states each verb is legal."""

PREFERENCE: Final = "preference"
EXPECTATION: Final = "expectation"
FACT: Final = "fact"
STANDARD: Final = "standard"
BELIEF: Final = "belief"
GROUNDS: Final = (PREFERENCE, EXPECTATION, FACT, STANDARD, BELIEF)
TASTE: Final = "taste"
"""A comment. It returns nothing."""

TO: Final = "to"
COPY: Final = "cc"
WAYS: Final = (TO, COPY)

CHECKED: Final = "checked"
WORDING: Final = "wording"
NOT_A_PROMISE: Final = "not_promise"
ASKED_FOR: Final = "asked"
ALONE: Final = "alone"
LATER: Final = "later"
SERVES: Final = "serves"
STRAYS: Final = "strays"
"""An answer to the question about the strategy: it doesn't serve it, and goes all the same."""
AGAIN: Final = "again"
"""An answer to the question whether something goes to the client twice on one day: it does."""
TYPED: Final = "typed"
CHIPS: Final = (CHECKED, WORDING, NOT_A_PROMISE, ASKED_FOR, ALONE, LATER, SERVES, STRAYS, AGAIN)

SUBJECT_MOST: Final = 200
BODY_MOST: Final = 20_000
WORDS_MOST: Final = 500
FILES_MOST: Final = 10
PEOPLE_MOST: Final = 20
BUNDLE_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Illegal:
    """Why a verb can't be applied: the state it isn't legal from."""

    verb: str
    state: str


def move(verb: str, state: str) -> Illegal | None:
    """Return None if a verb is legal in a state, otherwise why not."""
    return None if state in MOVES[verb] else Illegal(verb, state)
