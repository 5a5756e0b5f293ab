"""The kinds of agreements, their statuses and legal changes of status, and the dates an agreement warns of.

Source: domain.md, "States".
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

from amity.shared.dates.upcoming_dates import UpcomingDate, upcoming_date

MSA: Final = "msa"
SOW: Final = "sow"
RETAINER: Final = "retainer"
CHANGE_ORDER: Final = "change_order"
NDA: Final = "nda"
KINDS: Final = (MSA, SOW, RETAINER, CHANGE_ORDER, NDA)
WITH_LINES: Final = frozenset({SOW, RETAINER})
"""Kinds with lines of their own. A change order changes those of its agreement."""
INVOICED: Final = WITH_LINES | {CHANGE_ORDER}
"""Kinds that are invoiced, so that a client may have a PO number for them."""
PARENTS: Final[Mapping[str, frozenset[str]]] = {
    MSA: frozenset(),
    NDA: frozenset({MSA}),
    SOW: frozenset({MSA}),
    RETAINER: frozenset({MSA}),
    CHANGE_ORDER: WITH_LINES,
}
"""The possible kinds of an agreement's parent."""

DRAFT: Final = "draft"
IN_REVIEW: Final = "in_review"
CLEARED: Final = "cleared"
WITH_CLIENT: Final = "with_client"
SIGNED: Final = "signed"
IN_FORCE: Final = "in_force"
EXPIRED: Final = "expired"
TERMINATED: Final = "terminated"
SUPERSEDED: Final = "superseded"
DROPPED: Final = "dropped"
STATES: Final = (
    DRAFT, IN_REVIEW, CLEARED, WITH_CLIENT, SIGNED, IN_FORCE, EXPIRED, TERMINATED, SUPERSEDED, DROPPED,
)  # fmt: skip
MAIN_ROAD: Final = (DRAFT, IN_REVIEW, CLEARED, WITH_CLIENT, SIGNED, IN_FORCE)
"""The usual path of an agreement, shown as stages on a page."""

MOVES: Final[Mapping[str, frozenset[str]]] = {
    DRAFT: frozenset({IN_REVIEW, CLEARED, DROPPED}),
    IN_REVIEW: frozenset({CLEARED, DRAFT, DROPPED}),
    CLEARED: frozenset({WITH_CLIENT, DRAFT, DROPPED}),
    WITH_CLIENT: frozenset({SIGNED, DRAFT, DROPPED}),
    SIGNED: frozenset({IN_FORCE, TERMINATED, SUPERSEDED}),
    IN_FORCE: frozenset({EXPIRED, TERMINATED, SUPERSEDED}),
    EXPIRED: frozenset({SUPERSEDED}),
    TERMINATED: frozenset(),
    SUPERSEDED: frozenset(),
    DROPPED: frozenset(),
}
"""Every legal change of status. A draft that needs no review is cleared at once; a returned one is a draft again."""

BINDING: Final = frozenset({SIGNED, IN_FORCE, EXPIRED, TERMINATED, SUPERSEDED})
"""Statuses in which both sides have signed, whether the agreement still runs or not."""
OFFERED: Final = frozenset({DRAFT, IN_REVIEW, CLEARED, WITH_CLIENT})
"""Statuses before a signature."""
OVER: Final = frozenset({EXPIRED, TERMINATED, SUPERSEDED, DROPPED})


def outlook(state: str, signed_on: date | None) -> Literal["signed", "unsigned", "none"]:
    """Return an agreement's meaning for the coming months.

    A pre-existing agreement has no signature date and counts as signed only while it is in force. A terminated,
    replaced or withdrawn one generates nothing more.
    """
    if state in OFFERED:
        return "unsigned"
    runs = state in {SIGNED, IN_FORCE, EXPIRED}
    return "signed" if runs and (signed_on or state == IN_FORCE) else "none"


def state_on(today: date, *, state: str, kind: str, renewal: str, ends_on: date | None) -> str:
    """Return the status to show on a date: expired for an agreement in force whose last day has passed.

    The daily job moves the agreements that were signed here. Pre-existing ones remain in force, since their revenue
    counts only then. A change order sets the end of its agreement, and an automatic renewal has none.
    """
    ends = state == IN_FORCE and kind != CHANGE_ORDER and renewal != BY_ITSELF
    return EXPIRED if ends and ends_on is not None and ends_on < today else state


def may_move(state: str, to: str) -> bool:
    """Return whether an agreement can change from one status to another."""
    return to in MOVES[state]


def is_editable(state: str, *, taken_over: bool) -> bool:
    """Return whether the content can be edited: in a draft, or in the record of an agreement made elsewhere.

    Such a record is a copy of a document that Amity doesn't have. It can be corrected until its signature is recorded.
    """
    return state == DRAFT or (taken_over and state in BINDING)


NO_RENEWAL: Final = "none"
BY_ITSELF: Final = "itself"
BY_WORD: Final = "word"
RENEWALS: Final = (NO_RENEWAL, BY_ITSELF, BY_WORD)

NOTICE: Final = "notice"
RENEWS: Final = "renews"
ENDS: Final = "ends"


def warnings(
    *, notice_on: date | None, renews_on: date | None, ends_on: date | None, renewal: str, today: date
) -> list[UpcomingDate]:
    """Return the near dates of an agreement in force, nearest first. With automatic renewal its end isn't one.

    An automatic renewal is listed until someone sets the next date.
    """
    found: Iterable[UpcomingDate | None] = (
        upcoming_date(NOTICE, notice_on, today),
        upcoming_date(RENEWS, renews_on, today, past=renewal == BY_ITSELF) if renewal != NO_RENEWAL else None,
        upcoming_date(ENDS, ends_on, today) if renewal != BY_ITSELF else None,
    )
    return sorted((one for one in found if one), key=lambda one: one.on)
