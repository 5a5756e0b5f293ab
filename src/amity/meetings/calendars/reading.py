"""Read the bytes of a calendar in a child process, since a stranger wrote them."""

from collections.abc import Collection
from datetime import datetime, timezone
from typing import Final

from amity.meetings.calendars.rules import SLOW
from amity.meetings.events.values import UNREADABLE, Event, Guest, Reading
from amity.shared.children.bounded import Bounds, Fault, Stopped, call

BOUNDS: Final = Bounds(memory=700_000_000, seconds=30)


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
            target, data, *span, zone_name, tuple(known), bounds=BOUNDS, classes=(Reading, Event, Guest, timezone)
        )
    except Fault as fault:
        raise Unreadable(str(fault.payload)) from None
    except Stopped as stopped:
        raise Unreadable(UNREADABLE if stopped.why == "crash" else SLOW) from None
    return found
