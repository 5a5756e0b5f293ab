"""Pure rules of one item: its digest, and the clocks in working minutes."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final

DAY_STARTS: Final = time(9, 0)
DAY_ENDS: Final = time(17, 30)
CLEAR_MINUTES: Final = 240
"""How long a held item waits for the account manager before the stand-in is asked too, in working minutes."""
LATE: Final = timedelta(minutes=10)
"""An item that should have gone by itself and is later than this asks instead."""
READING_LASTS: Final = timedelta(minutes=10)
MOST_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Content:
    """What a digest is about. `people` are pairs of way and block, `files` pairs of name and SHA-256.

    `sender` is the mailbox it leaves by. Without one the digest is what it was before there were senders.
    """

    subject: str
    body: str
    people: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...] = ()
    send_at: str = ""
    sender: str = ""

    @property
    def digest(self) -> str:
        """Return SHA-256 over the content, as hex."""
        parts = {name: part for name, part in asdict(self).items() if part or name != "sender"}
        return sha256(json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def sha256(text: str) -> str:
    """Return SHA-256 of a text, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def block(salt: str, contact_id: int, name: str, address: str) -> str:
    """Return the salted digest of a recipient, so that erasing them leaves the item's digest as it was."""
    return sha256("\n".join((salt, str(contact_id), name, address)))


def content(
    *, subject: str, body: str, people: Sequence[tuple[str, str]], files: Sequence[tuple[str, str]],
    send_at: datetime | None, sender: str = "",
) -> Content:  # fmt: skip
    """Return the content of an item, whatever the order in which people and files were added."""
    moment = send_at.isoformat(timespec="seconds") if send_at else ""
    return Content(subject, plain(body), tuple(sorted(people)), tuple(sorted(files)), moment, sender)


def plain(body: str) -> str:
    """Return a body with one kind of line break and without space at the ends of lines."""
    return "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def after_working_minutes(
    start: datetime, minutes: int, zone: tzinfo, works_on: Callable[[date], bool]
) -> datetime:  # fmt: skip
    """Return when so many working minutes after `start` have passed: between nine and half past five of working days.

    Gives up after 60 days without work, and returns that day.
    """
    here, left = start.astimezone(zone), timedelta(minutes=minutes)
    day = here.date()
    for _day in range(MOST_DAYS):
        opens, closes = (datetime.combine(day, moment, zone) for moment in (DAY_STARTS, DAY_ENDS))
        begins = max(here, opens)
        if works_on(day) and begins < closes:
            if begins + left <= closes:
                return begins + left
            left -= closes - begins
        day += timedelta(days=1)
    return datetime.combine(day, DAY_STARTS, zone)


PARTS: Final = ("subject", "body", "people", "files", "send_at", "sender")


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return which parts of a content differ."""
    return [name for name in PARTS if before.get(name, "") != after.get(name, "")]
