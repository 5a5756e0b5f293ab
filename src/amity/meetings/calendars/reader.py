"""Read one calendar: fetch it without a transaction, then store its meetings or what went wrong in one."""

import logging
import time
from datetime import datetime, timedelta
from typing import Final

from amity.jobs.registry import every
from amity.meetings import rules
from amity.meetings.calendars import queries
from amity.meetings.calendars.fetched import Fetched, Trouble, fetched
from amity.meetings.calendars.reading import Unreadable, read_events
from amity.meetings.calendars.rules import EVERY, next_try, span_at
from amity.meetings.events.values import Reading
from amity.meetings.models import Calendar
from amity.meetings.taking.commands import Taken, take_events
from amity.people.queries import actor_for, person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.sealing import seal

log = logging.getLogger("amity.calendars")
BUDGET: Final = 20.0
"""Seconds a minute for reading calendars, so that other scheduled work isn't held up by slow servers."""


@every("meetings.read_calendars", "* * * * *")
def read_due(now: datetime) -> int:
    """Read the calendars that are due, for some seconds a minute. Return how many were read."""
    began, number = time.monotonic(), 0
    for calendar_id in queries.calendars_due(now):
        if time.monotonic() - began > BUDGET:
            break
        if _claimed(calendar_id, now):
            read_calendar(calendar_id, now=now)
            number += 1
    return number


def read_calendar(calendar_id: int, *, now: datetime) -> Taken | None:
    """Read one calendar in its person's name. Return what was taken, or None if it couldn't be read."""
    calendar = Calendar.objects.select_related("person").filter(pk=calendar_id).first()
    if calendar is None or calendar.is_paused:
        return None
    by = actor_for(calendar.person, "job")
    span = span_at(now)
    try:
        got = fetched(calendar, span, now)
        reading = None
        if got.data is not None:
            known = queries.known_keys(calendar, span[0])
            reading = read_events(got.data, span, calendar.person.time_zone, known)
    except (Trouble, Unreadable) as fault:
        store_trouble(calendar_id=calendar_id, code=fault.code, now=now)
        return None
    return store_reading(by=by, calendar_id=calendar_id, got=got, reading=reading, now=now)


def first_reading(by: Actor, address: str, *, now: datetime) -> tuple[Fetched, Reading]:
    """Fetch and read an address that isn't a calendar yet. Raise `Trouble` or `Unreadable`."""
    span = span_at(now)
    got = fetched(Calendar(kind=rules.ADDRESS, sealed_address=seal(address)), span, now)
    return got, read_events(got.data or b"", span, person_of(by).time_zone)


@command
def store_reading(
    *, by: Actor, calendar_id: int, got: Fetched, reading: Reading | None, now: datetime
) -> Taken | None:  # fmt: skip
    """Store the meetings of a calendar that was read. Without a `reading` it hadn't changed."""
    calendar = queries.calendar_to_store(calendar_id)
    if calendar is None:
        return None
    taken = Taken(meetings=calendar.entries.count())
    if reading is not None:
        taken = take_events(by=by, calendar=calendar, reading=reading, now=now, span=span_at(now))
        calendar.whole_read_at, calendar.skipped = now, dict(reading.skipped)
    calendar.etag, calendar.last_modified = got.etag, got.last_modified
    calendar.trouble, calendar.trouble_since, calendar.failures = "", None, 0
    calendar.last_read_at, calendar.next_read_at = now, now + EVERY
    calendar.save()
    return taken


@command
def store_trouble(*, calendar_id: int, code: str, now: datetime) -> None:
    """Store why a calendar couldn't be read, and try again later and later. Its meetings stay."""
    calendar = queries.calendar_to_store(calendar_id)
    if calendar is None:
        return
    if not calendar.trouble:
        calendar.trouble_since = now
    calendar.trouble, calendar.failures = code, min(calendar.failures + 1, 1_000)
    calendar.next_read_at = next_try(now, calendar.failures)
    calendar.save(update_fields=["trouble", "trouble_since", "failures", "next_read_at"])
    log.info("calendar %s can't be read: %s", calendar_id, code)


@command
def _claimed(calendar_id: int, now: datetime) -> bool:
    """Take a calendar's turn, so that no other worker reads it too."""
    later = now + timedelta(minutes=5)
    due = Calendar.objects.filter(pk=calendar_id, next_read_at__lte=now, is_paused=False)
    return bool(due.update(next_read_at=later))
