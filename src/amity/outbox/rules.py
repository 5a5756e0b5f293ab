"""States of a message, and how long to wait before the next try."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

WAITING: Final = "waiting"
SENDING: Final = "sending"
SENT: Final = "sent"
KEPT: Final = "kept"
FAILED: Final = "failed"
UNKNOWN: Final = "unknown"
STATES: Final = (WAITING, SENDING, SENT, KEPT, FAILED, UNKNOWN)

STAFF: Final = "staff"
CLIENT: Final = "client"
GUEST: Final = "guest"

GUEST_KINDS: Final = frozenset({"code", "single_link", "not_read", "signed"})
"""Email to a named outsider without clearance: codes, links with one purpose, that a reply decided nothing, and
that they signed."""

NOT_FILED: Final = "none"
"""No Sent folder is connected, so there is nothing to file."""
FILED: Final = "filed"
NEVER_FILED: Final = "failed"
"""The Sent folder didn't take it in all its tries."""

LINK: Final = "{link}"
"""The place of the secret link in a stored body."""

BACK_OFF: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
LONGEST_WAIT: Final = max(BACK_OFF)
CLAIM_LASTS: Final = timedelta(minutes=5)
"""A message claimed for longer than this belonged to a worker that died."""


@dataclass(frozen=True, slots=True)
class Release:
    """The release that an email to a client belongs to: its Message-ID, visible headers, files and own sender.

    `sender` is the address of the mailbox by which it leaves, or "" for the agency's server.
    """

    id: int
    message_id: str
    shown: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    file_ids: Sequence[int] = ()
    sender: str = ""


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when to try again after this many failed attempts, or None to give up."""
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def next_filing(tries: int, now: datetime) -> datetime:
    """Return when to try again to file an email after this many tries. Until then no other worker files it."""
    return now + BACK_OFF[min(max(tries, 1), len(BACK_OFF)) - 1]


def written(body: str, secret: str) -> str:
    """Return the body with the secret link filled in."""
    return body.replace(LINK, secret)
