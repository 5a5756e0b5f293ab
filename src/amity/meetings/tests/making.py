"""Calendars and meetings for tests, for the permission matrix and for the query counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from amity.accounts.models import Account, Contact
from amity.meetings.calendars.queries import known_keys
from amity.meetings.calendars.rules import span_at
from amity.meetings.events.reading import read
from amity.meetings.models import Calendar, Meeting, MeetingPerson
from amity.meetings.taking.commands import Taken, take_events
from amity.people.models import Person
from amity.shared.sealing import seal
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)


def make_meeting(
    account: Account, *, people: Iterable[Person] = (), contacts: Iterable[Contact] = (),
    starts_at: datetime = MONDAY + timedelta(hours=1), minutes: int = 30, **columns: object,
) -> Meeting:  # fmt: skip
    """Create a meeting at ten on Monday, with colleagues and contacts who accepted."""
    number = next(_number)
    given: dict[str, object] = {"title": f"Meeting {number}", "uid": f"meeting-{number}@tests", "state": "confirmed"}
    stamps = {"added_at": MONDAY, "changed_at": MONDAY, "ends_at": starts_at + timedelta(minutes=minutes)}
    made = Meeting.objects.create(account=account, starts_at=starts_at, **stamps | given | columns)
    for person in people:
        MeetingPerson.objects.create(meeting=made, person=person, name=person.name, answer="accepted")
    for contact in contacts:
        MeetingPerson.objects.create(meeting=made, contact=contact, name=contact.name, answer="accepted")
    return made


def event(
    uid: str = "steering@tests", start: str = "20261124T100000Z", end: str = "20261124T103000Z",
    guests: Iterable[tuple[str, str]] = (("cleo@osprey.example", "ACCEPTED"),), **lines: str,
) -> str:  # fmt: skip
    """Return an event with guests and their answers. Further properties are named with underscores."""
    found = [f"UID:{uid}", f"DTSTART{_value(start)}", f"DTEND{_value(end)}", "SUMMARY:Steering group"]
    found += [f"ATTENDEE;PARTSTAT={answer};CN={mail.partition('@')[0]}:mailto:{mail}" for mail, answer in guests]
    for name, value in lines.items():
        key = name.rstrip("_").upper().replace("_", "-")
        found.append(f"{key}{_value(value)}" if key == "RECURRENCE-ID" else f"{key}:{value}")
    return "\r\n".join(["BEGIN:VEVENT", *found, "END:VEVENT"])


def ics(*events: str, **lines: str) -> bytes:
    """Return a calendar of events."""
    more = [f"{name.upper().replace('_', '-')}:{value}" for name, value in lines.items()]
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN", *more, *events, "END:VCALENDAR", ""]
    return "\r\n".join(parts).encode()


def _value(moment: str) -> str:
    return f";VALUE=DATE:{moment}" if len(moment) == 8 else moment if ":" in moment else f":{moment}"


def make_calendar(person: Person, kind: str = "address", address: str = "", **columns: object) -> Calendar:
    """Create a calendar of a person that is due."""
    sealed: dict[str, object] = {"sealed_address": seal(address)} if address else {}
    given: dict[str, object] = {"name": f"Calendar {next(_number)}", "added_at": MONDAY, "next_read_at": MONDAY}
    return Calendar.objects.create(person=person, kind=kind, **given | sealed | columns)


def take(calendar: Calendar, *events: str, now: datetime = MONDAY, **lines: str) -> Taken:
    """Take a calendar that has these events now, and nothing else."""
    span = span_at(now)
    reading = read(ics(*events, **lines), *span, calendar.person.time_zone, known_keys(calendar, span[0]))
    return take_events(by=acting(calendar.person), calendar=calendar, reading=reading, now=now, span=span)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a meeting of the account manager with the client of the scene."""
    account, contact = Account.objects.get(pk=int(str(known["account_id"]))), Contact.objects.get(name="Cleo Client")
    made = make_meeting(account, people=[viewers[AM]], contacts=[contact], title="Steering with Cleo")
    calendar = make_calendar(viewers[AM], name="Calendar of the scene", host="calendar.example", is_paused=True)
    return {"meeting_id": made.pk, "calendar_id": calendar.pk}


def grow(scene: "Scene", rows: int) -> None:
    """Add meetings to come, and meetings that took place."""
    account = Account.objects.get(pk=scene.known["account_id"])
    contact = Contact.objects.filter(account=account).first()
    assert contact is not None
    for number in range(rows):
        for starts_at in (MONDAY + timedelta(hours=number + 2), MONDAY - timedelta(hours=number + 2)):
            make_meeting(account, people=[scene.viewers[AM]], contacts=[contact], starts_at=starts_at)
