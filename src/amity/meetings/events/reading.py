"""Read the events of a calendar file. Only a child process runs this, since a stranger wrote the file."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from icalendar import Calendar
from icalendar import Event as Component

from amity.meetings.events import series
from amity.meetings.events.guests import guests_of
from amity.meetings.events.text import join_link, place, stated, tidy
from amity.meetings.events.times import NoDate, made_at, recurrence_key, span_of, zone_named
from amity.meetings.events.values import (
    BROKEN,
    EMPTY,
    NOT_CALENDAR,
    PRIVATE,
    TOO_MANY,
    TOO_OFTEN,
    UNKNOWN_ZONE,
    UNREADABLE,
    WITHOUT_DATE,
    Event,
    Reading,
)
from amity.meetings.rules import CANCELLED, CONFIRMED, TENTATIVE
from amity.shared.children.child import Fault
from amity.shared.numbers import LARGEST

MOST_EVENTS: Final = 5_000
LONGEST_UID: Final = 500
HIDDEN: Final = {"PRIVATE", "CONFIDENTIAL"}
STATES: Final = {"CANCELLED": CANCELLED, "TENTATIVE": TENTATIVE}
_BLOCK: Final = re.compile(r"^BEGIN:VEVENT[ \t]*$.*?^END:VEVENT[ \t]*$", re.DOTALL | re.MULTILINE | re.IGNORECASE)


def read(data: bytes, since: datetime, until: datetime, zone_name: str, known: Collection[tuple[str, str]]) -> Reading:
    """Return the events between two moments, and those whose key is `known` wherever they are now.

    Times without a zone are in the zone of that name. Raise `Fault` with why the whole file is refused.
    """
    text = _decoded(data)
    found = _Found(since, until, zone_name, frozenset(known))
    for calendar, components in _components(text, found.skipped):
        found.take(calendar, components)
    events = sorted(found.events, key=lambda one: (one.starts_at, one.uid, one.recurrence))
    if len(events) > MOST_EVENTS:
        found.skipped[TOO_MANY] += len(events) - MOST_EVENTS
    return Reading(events=tuple(events[:MOST_EVENTS]), skipped=dict(found.skipped))


class _Found:
    """The events found so far, with what was left out."""

    def __init__(self, since: datetime, until: datetime, zone_name: str, known: frozenset[tuple[str, str]]) -> None:
        self.since, self.until, self.known = since, until, known
        self.zone = zone_named(zone_name, since.tzinfo or zone_named("UTC", since.tzinfo))  # type: ignore[arg-type]
        self.events: list[Event] = []
        self.skipped: Counter[str] = Counter()

    def take(self, calendar: Any, components: Sequence[Any]) -> None:
        """Add the events of one calendar, series by series, so that a broken one spoils no other."""
        zone = zone_named(str(calendar.get("X-WR-TIMEZONE", "")), self.zone) if calendar is not None else self.zone
        is_cancelled = calendar is not None and str(calendar.get("METHOD", "")).upper() == "CANCEL"
        by_uid: dict[str, list[Any]] = {}
        for one in components:
            by_uid.setdefault(_uid(one), []).append(one)
        for uid, group in by_uid.items():
            if any(str(stated(one, "CLASS") or "").upper() in HIDDEN for one in group):
                self.skipped[PRIVATE] += len(group)
                continue
            try:
                for one in self._occurrences(group):
                    self._add(uid, one, zone, is_cancelled=is_cancelled)
            except series.TooOften:
                self.skipped[TOO_OFTEN] += 1
            except Exception:  # noqa: BLE001 - whatever a library raises about one series, the others are read
                self.skipped[BROKEN] += 1

    def _occurrences(self, group: Sequence[Any]) -> Iterator[Any]:
        if not series.is_recurring(group):
            yield from group
            return
        yield from series.occurrences(group, self.since, self.until)
        # A moved occurrence may have left the span: it is read too if it is known.
        yield from (one for one in group if one.get("RECURRENCE-ID") and not one.get("RRULE"))

    def _add(self, uid: str, one: Any, zone: Any, *, is_cancelled: bool) -> None:
        try:
            span = span_of(one, zone)
        except NoDate:
            self.skipped[WITHOUT_DATE] += 1
            return
        key = (uid, recurrence_key(one, zone))
        is_inside = span.starts_at < self.until and span.ends_at > self.since
        if not (is_inside or key in self.known) or any(
            (event.uid, event.recurrence) == key for event in self._last(uid)
        ):
            return
        if span.is_guessed:
            self.skipped[UNKNOWN_ZONE] += 1
        state = STATES.get(str(stated(one, "STATUS") or "").upper(), CONFIRMED)
        sequence = stated(one, "SEQUENCE")
        self.events.append(
            Event(
                uid=uid, recurrence=key[1], title=tidy(stated(one, "SUMMARY"), 300), starts_at=span.starts_at,
                ends_at=span.ends_at, is_all_day=span.is_all_day, place=place(one),
                join_link=join_link(one), state=CANCELLED if is_cancelled else state,
                sequence=min(max(int(sequence), 0), LARGEST) if isinstance(sequence, int) else 0,
                made_at=made_at(one), guests=guests_of(one),
            )
        )  # fmt: skip

    def _last(self, uid: str) -> Iterator[Event]:
        """Yield the events of a series that were added last."""
        for event in reversed(self.events):
            if event.uid != uid:
                return
            yield event


def _uid(component: Any) -> str:
    uid = tidy(stated(component, "UID"), LONGEST_UID)
    return uid or sha256(component.to_ical()).hexdigest()


def _decoded(data: bytes) -> str:
    if not data.strip(b"\xef\xbb\xbf \r\n\t\0"):
        raise Fault(EMPTY)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _components(text: str, skipped: Counter[str]) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each calendar with its events. Where the file as a whole can't be read, its events are read one by one."""
    try:
        found = Calendar.from_ical(text, multiple=True)
    except Exception:  # noqa: BLE001 - the library raises many kinds
        yield None, _one_by_one(text, skipped)
        return
    if not found:
        raise Fault(NOT_CALENDAR)
    bare = [one for one in found if one.name == "VEVENT"]
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not bare and not calendars:
        raise Fault(NOT_CALENDAR)
    if bare:
        yield None, bare
    for calendar in calendars:
        if str(calendar.get("METHOD", "")).upper() != "REPLY":
            yield calendar, list(calendar.walk("VEVENT"))


def _one_by_one(text: str, skipped: Counter[str]) -> list[Any]:
    blocks = _BLOCK.findall(text.replace("\r\n", "\n").replace("\r", "\n"))
    read = []
    for block in blocks:
        try:
            read.append(Component.from_ical(block))
        except Exception:  # noqa: BLE001 - see above
            skipped[BROKEN] += 1
    if not read:
        raise Fault(UNREADABLE if "BEGIN:V" in text.upper() else NOT_CALENDAR)
    skipped[BROKEN] += 1
    return read
