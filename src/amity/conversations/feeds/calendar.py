"""A calendar of dates in iCalendar format (RFC 5545): actions, promises, and dates of agreements.

Each is an all-day event, not a VTODO: Outlook and Google Calendar ignore VTODOs of a subscribed
calendar, and Apple shows those only in Reminders, which can't subscribe. The events leave the day free for meetings.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from amity.meetings.feed_dates import FeedDate

if TYPE_CHECKING:
    from icalendar import Event

REFRESH: Final = timedelta(hours=1)


def calendar(name: str, dates: Iterable[FeedDate], host: str, now: datetime) -> bytes:
    """Return dates as a calendar. `host` is Amity's public address, which their paths follow."""
    from icalendar import Calendar  # noqa: PLC0415 - 7 MB that a process without calendars doesn't need

    found = Calendar()
    found.add("prodid", "-//Amity//Dates//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    for one in dates:
        found.add_component(_event(one, host, now))
    return bytes(found.to_ical())


def _event(one: FeedDate, host: str, now: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    event, address = Event(), host + one.path
    event.add("uid", f"{one.key}@{urlsplit(host).hostname or host}")
    event.add("dtstamp", one.changed_at or now)
    event.add("sequence", one.sequence)
    event.add("dtstart", one.on)
    event.add("dtend", one.on + timedelta(days=1))
    event.add("summary", one.title)
    event.add("description", "\n".join([*one.lines, address]))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
