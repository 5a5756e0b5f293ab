"""Read the bytes of a calendar in a child process, since a stranger wrote them."""

from collections.abc import Collection
from datetime import datetime, timezone
from typing import Final

from amity.agency.queries import limit
from amity.meetings.calendars.rules import SLOW
from amity.meetings.events.values import UNREADABLE, Event, Guest, Reading
from amity.shared.children.bounded import Bounds, Fault, Stopped, call

LEAST_MEGABYTES: Final = 200
"""A child process needs about this much before it reads anything."""


class Unreadable(Exception):
    """A file that isn't taken. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_events(
    data: bytes, span: tuple[datetime, datetime], zone_name: str, known: Collection[tuple[str, str]] = ()
) -> Reading:  # fmt: skip
    """Return the events of a span of time. Raise `Unreadable`."""
    target = "amity.meetings.events.reading:read"
    try:
        found: Reading = call(
            target, data, *span, zone_name, tuple(known), bounds=_bounds(), classes=(Reading, Event, Guest, timezone)
        )
    except Fault as fault:
        raise Unreadable(str(fault.payload)) from None
    except Stopped as stopped:
        raise Unreadable(UNREADABLE if stopped.why == "crash" else SLOW) from None
    return found


def _bounds() -> Bounds:
    """Return the memory and time of Settings, under Files, for a file that someone waits for."""
    memory = max(limit("import.read_megabytes"), LEAST_MEGABYTES) * 1_000_000
    return Bounds(memory=memory, seconds=max(limit("import.page_seconds"), 1))
