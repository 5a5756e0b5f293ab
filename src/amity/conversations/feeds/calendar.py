"""A calendar of actions in iCalendar format (RFC 5545).

Each action is an all-day event on its due date, not a VTODO: Outlook and Google Calendar ignore VTODOs of a subscribed
calendar, and Apple shows those only in Reminders, which can't subscribe. The events leave the day free for meetings.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from amity.conversations.models import Action

REFRESH: Final = timedelta(hours=1)


def calendar(name: str, actions: Iterable[Action], addresses: dict[int, str], host: str) -> bytes:
    """Return actions that have a due date as a calendar. `addresses` are their pages by id."""
    found = Calendar()
    found.add("prodid", "-//Amity//Actions//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    for action in actions:
        if action.due_on is not None:
            found.add_component(_event(action, action.due_on, addresses[action.pk], urlsplit(host).hostname or host))
    return bytes(found.to_ical())


def _event(action: Action, due_on: date, address: str, host: str) -> Event:
    event = Event()
    event.add("uid", f"action-{action.pk}@{host}")
    event.add("dtstamp", action.added_at)
    event.add("sequence", action.version)
    event.add("dtstart", due_on)
    event.add("dtend", due_on + timedelta(days=1))
    event.add("summary", f"{action.what} ({action.account.name})")
    event.add("description", "\n".join([*([action.project.name] if action.project else []), address]))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
