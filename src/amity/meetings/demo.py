"""The meetings of the demo agency: a calendar file of each account manager, uploaded through the command."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from amity.accounts.demo import contact_named
from amity.accounts.models import Contact
from amity.meetings.calendars.commands import store_upload
from amity.meetings.calendars.reading import read_events
from amity.meetings.calendars.rules import AHEAD, BACK
from amity.people.models import Person
from amity.shared.stories import Crew, rows

TABLE: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting some days from today, with its people by name. Without a `start` it takes all day."""

    owner: str
    title: str
    days: int
    contacts: tuple[str, ...]
    start: str = ""
    minutes: int = 30
    colleagues: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    place: str = ""
    link: str = ""
    weekly: bool = False


def story(crew: Crew, *, now: datetime) -> None:
    """Upload the calendar of each account manager."""
    planned = list(rows(TABLE, Planned, "meetings"))
    for owner in dict.fromkeys(one.owner for one in planned):
        by = crew.acting(owner)
        person = Person.objects.get(pk=by.person_id)
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//Halden & Moor//EN")
        for number, one in enumerate(planned):
            if one.owner == owner:
                calendar.add_component(_event(one, number, person, crew, now))
        reading = read_events(calendar.to_ical(), (now - BACK, now + AHEAD), person.time_zone)
        store_upload(by=by, readings=[reading], name=_("Uploaded files"), now=now)


def _event(one: Planned, number: int, owner: Person, crew: Crew, now: datetime) -> Event:
    event, day = Event(), owner.day_of(now) + timedelta(days=one.days)
    event.add("uid", f"{number}@calendar.halden-moor.example")
    event.add("dtstamp", now)
    event.add("summary", one.title)
    if one.start:
        start = datetime.combine(day, time.fromisoformat(one.start), tzinfo=ZoneInfo(owner.time_zone))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=one.minutes))
    else:
        event.add("dtstart", day)
    if one.weekly:
        event.add("rrule", {"freq": "weekly", "count": 6})
    event.add("location", one.place or one.link)
    event.add("organizer", _address(owner.mail, owner.name))
    for names, answer in ((one.contacts, "ACCEPTED"), (one.maybe, "TENTATIVE"), (one.declined, "DECLINED")):
        for contact in Contact.objects.filter(pk__in=map(contact_named, names)):
            event.add("attendee", _address(contact.mail, contact.name, answer))
    for name in one.colleagues:
        event.add("attendee", _address(Person.objects.get(pk=crew.id(name)).mail, name, "ACCEPTED"))
    return event


def _address(mail: str | None, name: str, answer: str = "") -> vCalAddress:
    address = vCalAddress(f"mailto:{mail}")
    address.params["CN"] = name
    if answer:
        address.params["PARTSTAT"] = answer
    return address
