"""Pure rules of meetings: kinds of calendars, states of a meeting, answers of the people in it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

UPLOAD: Final = "upload"
ADDRESS: Final = "address"
CALDAV: Final = "caldav"
KINDS: Final = (UPLOAD, ADDRESS, CALDAV)

CONFIRMED: Final = "confirmed"
TENTATIVE: Final = "tentative"
CANCELLED: Final = "cancelled"
STATES: Final = (CONFIRMED, TENTATIVE, CANCELLED)

ACCEPTED: Final = "accepted"
DECLINED: Final = "declined"
NONE: Final = "none"
ANSWERS: Final = (ACCEPTED, DECLINED, TENTATIVE, NONE)


def is_newer(sequence: int, made: datetime | None, known_sequence: int, known_made: datetime | None) -> bool:
    """Return whether a copy of an event may replace the stored one: an equal or a later version of it.

    `made` are time stamps, or None where a copy has none.
    """
    if sequence != known_sequence:
        return sequence > known_sequence
    return made is None or known_made is None or made >= known_made


def account_of(known: Mapping[str, Collection[int]], preferred: Collection[int]) -> int | None:
    """Return the account that most addresses belong to, or None without any.

    `known` are accounts by address. Among equals a `preferred` one comes first, then the oldest.
    """
    counts: dict[int, int] = {}
    for accounts in known.values():
        for account in accounts:
            counts[account] = counts.get(account, 0) + 1
    return min(counts, key=lambda account: (-counts[account], account not in preferred, account), default=None)


def has_someone(answers: Sequence[str]) -> bool:
    """Return whether anyone at the client has not declined."""
    return any(answer != DECLINED for answer in answers)
