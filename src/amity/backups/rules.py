"""Names of archives, which of them are due for removal, and when the nightly backup is due."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from amity.shared.values import Text, Whole

NIGHTLY: Final = "nightly"
MANUAL: Final = "manual"
UPGRADE: Final = "upgrade"
KINDS: Final = (NIGHTLY, MANUAL, UPGRADE)

RESTORED: Final = "restored"
READ: Final = "read"
"""The archive was read completely, but no empty database could be made to restore it into."""
UNCHECKED: Final = ""

OVERDUE: Final = timedelta(hours=48)
"""A last backup older than this is reported."""

_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NIGHTLY_NAME: Final = re.compile(r"amity-nightly-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.zip")


@dataclass(frozen=True, slots=True)
class ScheduleFields:
    """When and where the worker makes backups. Without a folder it makes none."""

    folder: Annotated[str, Text(300)] = ""
    hour: Annotated[int, Whole(0, 23)] = 2
    keep_days: Annotated[int, Whole(1, 3650)] = 14


def archive_name(kind: str, instance: str, at: datetime) -> str:
    """Return the file name of a new archive. Only nightly ones carry the instance, which may remove them later."""
    whose = f"-{instance}" if kind == NIGHTLY else ""
    return f"amity-{kind}{whose}-{at.astimezone(UTC):{_STAMP}}.zip"


def expired(names: Iterable[str], instance: str, keep_days: int, now: datetime) -> list[str]:
    """Return the nightly archives of this instance that are older than `keep_days`. The newest one always stays."""
    made = {}
    for name in names:
        found = _NIGHTLY_NAME.fullmatch(name)
        if found and found[1] == instance:
            made[name] = datetime.strptime(found[2], _STAMP).replace(tzinfo=UTC)
    newest = max(made, key=lambda name: made[name], default="")
    return sorted(name for name, at in made.items() if name != newest and at < now - timedelta(days=keep_days))


def is_due(now: datetime, hour: int, since: datetime) -> bool:
    """Return whether the hour of the night has passed since `since`. `now` is in the agency's time zone."""
    latest = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if latest > now:
        latest -= timedelta(days=1)
    return since < latest


def overdue_unmailed(since: datetime, mailed_at: datetime | None, now: datetime) -> bool:
    """Return whether two days have passed since the last good backup, or the schedule, without an email about it."""
    return now - since > OVERDUE and (mailed_at is None or mailed_at < since)
