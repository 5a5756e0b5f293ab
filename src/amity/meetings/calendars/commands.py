"""Add calendars, pause and remove them, and store what was read of them.

Nothing here reaches out: `calendars.reader` fetches first and stores the result in a transaction of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.audit import trail
from amity.meetings import rules
from amity.meetings.calendars import queries
from amity.meetings.calendars.caldav import Found
from amity.meetings.events.values import Reading
from amity.meetings.models import Calendar
from amity.meetings.taking.commands import Taken, drop_entries, take_events
from amity.people.queries import person_of, person_to_change
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.fetching import Secret
from amity.shared.sealing import Unsealable, seal, unseal
from amity.shared.text.texts import one_line
from amity.shared.values import Text, tidied

MOST_CALENDARS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFields:
    """A calendar's name, and how it is reached. A blank address, user or password leaves the stored one."""

    name: Annotated[str, Text(100, needed=gettext_lazy("Enter a name."))] = ""
    address: Annotated[str, Text(2000)] = ""
    user: Annotated[str, Text(200)] = ""
    password: Annotated[str, Text(500)] = ""


@command
def add_address(*, by: Actor, fields: CalendarFields, now: datetime) -> Calendar:
    """Add a subscribed address, which the caller has checked. It is read at once."""
    given = tidied(fields)
    calendar = _new(by, rules.ADDRESS, given.name, given.address, now)
    _seal(calendar, given)
    calendar.save()
    _recorded(calendar, by, now)
    return calendar


@command
def add_found(*, by: Actor, found: Sequence[Found], secret: Secret, now: datetime) -> list[Calendar]:
    """Add the calendars of a CalDAV server that aren't added yet. Of several, the person chooses which are read."""
    person = person_to_change(person_of(by).pk)
    already = set(map(_address_of, person.calendars.filter(kind=rules.CALDAV)))
    fresh = [one for one in found if one.address not in already]
    made = []
    for one in fresh:
        calendar = _new(by, rules.CALDAV, one.name, one.address, now)
        calendar.is_paused = len(fresh) > 1
        _seal(calendar, CalendarFields(name=one.name, address=one.address, user=secret.user, password=secret.password))
        calendar.save()
        _recorded(calendar, by, now)
        made.append(calendar)
    return made


@command
def edit_calendar(*, by: Actor, calendar_id: int, version: int, fields: CalendarFields, now: datetime) -> Calendar:
    """Change a calendar's name, address, user or password. It is read again at once."""
    calendar, given = queries.calendar_seen_by(by, calendar_id, lock=True), tidied(fields)
    calendar.expect(version)
    before = {"name": calendar.name, "host": calendar.host}
    calendar.name = given.name
    if calendar.kind != rules.UPLOAD:
        if given.address:
            calendar.host = _host(given.address)
            calendar.etag = calendar.last_modified = ""
        _seal(calendar, given)
        calendar.next_read_at, calendar.whole_read_at = now, None
    calendar.save()
    changes: dict[str, object] = {"before": before, "after": {"name": calendar.name, "host": calendar.host}}
    if given.password:
        changes["password"] = _("changed")
    trail.record("calendar.edited", subject=calendar, by=by, at=now, changes=changes)
    return calendar


@command
def pause_calendar(*, by: Actor, calendar_id: int, now: datetime) -> Calendar:
    """Stop reading a calendar. Its meetings stay. Pausing it again changes nothing."""
    calendar = queries.calendar_seen_by(by, calendar_id, lock=True)
    if not calendar.is_paused and calendar.kind != rules.UPLOAD:
        calendar.is_paused, calendar.version = True, calendar.version + 1
        calendar.save(update_fields=["is_paused", "version"])
        trail.record("calendar.paused", subject=calendar, by=by, at=now)
    return calendar


@command
def resume_calendar(*, by: Actor, calendar_id: int, now: datetime) -> Calendar:
    """Read a calendar again, from now on. Resuming it again changes nothing."""
    calendar = queries.calendar_seen_by(by, calendar_id, lock=True)
    if calendar.is_paused:
        calendar.is_paused, calendar.version = False, calendar.version + 1
        calendar.next_read_at, calendar.whole_read_at, calendar.failures = now, None, 0
        calendar.save()
        trail.record("calendar.resumed", subject=calendar, by=by, at=now)
    return calendar


@command
def remove_calendar(*, by: Actor, calendar_id: int, now: datetime) -> int:
    """Remove a calendar with its secrets, and its meetings that nothing refers to. Return how many are gone."""
    calendar = queries.calendar_seen_by(by, calendar_id, lock=True)
    gone = drop_entries(calendar.entries.all(), by=by, now=now)
    changes = {"name": calendar.name, "meetings": gone}
    trail.record("calendar.removed", subject=calendar, by=by, at=now, changes=changes)
    calendar.delete()
    return gone


@command
def store_upload(*, by: Actor, readings: Sequence[Reading], name: str, now: datetime) -> Taken:
    """Take the meetings of uploaded files into the person's one calendar of uploads. Twice changes nothing."""
    person = person_to_change(person_of(by).pk)
    calendar = Calendar.objects.filter(person=person, kind=rules.UPLOAD).first()
    if calendar is None:
        calendar = _new(by, rules.UPLOAD, name, "", now)
        calendar.save(force_insert=True)
        _recorded(calendar, by, now)
    calendar.person = person
    taken = [take_events(by=by, calendar=calendar, reading=reading, now=now) for reading in readings]
    calendar.last_read_at = now
    calendar.save(update_fields=["last_read_at"])
    return Taken(sum(one.meetings for one in taken), sum(one.added for one in taken), sum(one.changed for one in taken))


def _new(by: Actor, kind: str, name: str, address: str, now: datetime) -> Calendar:
    person = person_to_change(person_of(by).pk)
    if person.calendars.count() >= MOST_CALENDARS:
        raise Refused(_("You already have 20 calendars. Remove one you no longer need."))
    return Calendar(
        person=person, kind=kind, name=one_line(name, 100, "name"), host=_host(address), added_at=now,
        next_read_at=None if kind == rules.UPLOAD else now,
    )  # fmt: skip


def _recorded(calendar: Calendar, by: Actor, now: datetime) -> None:
    changes = {"kind": calendar.kind, "name": calendar.name, "host": calendar.host}
    trail.record("calendar.added", subject=calendar, by=by, at=now, changes=changes)


def _seal(calendar: Calendar, given: CalendarFields) -> None:
    """Seal what was given. Fields that are blank are unchanged."""
    for column, text in (
        ("sealed_address", given.address), ("sealed_user", given.user), ("sealed_password", given.password),
    ):  # fmt: skip
        if text:
            setattr(calendar, column, seal(text))


def _address_of(calendar: Calendar) -> str:
    try:
        return unseal(calendar.sealed_address)
    except Unsealable:
        return ""


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "")[:260]
