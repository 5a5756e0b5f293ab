"""Queries for closing the day: today's meetings, what emails may have asked, and what comes first tomorrow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from django.db.models import Count, Exists, QuerySet
from django.utils import timezone

from amity.agency import calendars
from amity.agency.queries import agency
from amity.conversations.calls.meetings import to_note_between
from amity.conversations.closings.models import DayClosed
from amity.conversations.closings.rules import MOST_AHEAD, SHOWN, is_late, span
from amity.conversations.models import Note, NotePoint
from amity.conversations.rules import PREFERENCE, PROMISE, REQUEST
from amity.conversations.suspected import queries as suspected
from amity.conversations.suspected.models import KEPT, OPEN, SuspectedRecord
from amity.conversations.suspected.waiting import key_of
from amity.meetings.hooks import with_note
from amity.meetings.models import Meeting
from amity.meetings.queries import meetings_between
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.reader_format import zone
from amity.waiting import hooks
from amity.waiting.kinds import Item, Kind

CLOSE: Final = "close_day"
"""The kind of things that wait which leads to this page."""
MEETINGS: Final = "meeting_note"
ON_THIS_PAGE: Final = frozenset({CLOSE, MEETINGS, *map(key_of, (PROMISE, REQUEST, PREFERENCE))})
MOST: Final = 30
"""Sentences of emails on the page. The others are asked about the next evening."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What a person goes through at the end of a day. `notes` are those of the meetings, as far as they see them."""

    person: Person
    day: date
    now: datetime
    meetings: Sequence[Meeting]
    notes: dict[int, Note]
    suspected: Sequence[SuspectedRecord]
    closed: DayClosed | None

    def is_settled(self, meeting: Meeting) -> bool:
        """Return whether a meeting has a note or needs none."""
        return hasattr(meeting, "note") or hasattr(meeting, "no_note")

    @property
    def to_note(self) -> list[Meeting]:
        """Return the meetings that have ended and ask for a line."""
        return [one for one in self.meetings if one.ends_at <= self.now and not self.is_settled(one)]

    @property
    def to_decide(self) -> list[SuspectedRecord]:
        """Return the sentences of emails that nobody has decided."""
        return [one for one in self.suspected if one.state == OPEN]

    @property
    def promises_to_decide(self) -> list[SuspectedRecord]:
        """Return the promises among them."""
        return [one for one in self.to_decide if one.mark == PROMISE]

    @property
    def total(self) -> int:
        """Return how many things the page asks about."""
        return len(self.meetings) + len(self.suspected)

    @property
    def done(self) -> int:
        """Return how many of them are settled."""
        return sum(map(self.is_settled, self.meetings)) + len(self.suspected) - len(self.to_decide)


def evening(by: Actor, now: datetime) -> Evening:
    """Return what the actor goes through before they close today."""
    person = person_of(by)
    day = person.day_of(now)
    start, end = _span(person, day)
    meetings = list(to_note_between(person, start, end).select_related("account", "note", "no_note"))
    rows = list(suspected.of_evening(person, start)[:MOST])
    return Evening(person, day, now, meetings, _notes(person, meetings), rows, closing_of(person, day))


def closing_of(person: Person, day: date) -> DayClosed | None:
    """Return when a person closed a day, or None."""
    return DayClosed.objects.filter(person=person, day=day).first()


def first_tomorrow(by: Actor, seen: Evening) -> list[tuple[Kind, Item]]:
    """Return what waits for the actor and comes first on the next working day, as that day's Today ranks it."""
    ranked = (found for rank in hooks.first_on for found in rank(by, seen.now, next_working_day(seen.day)))
    return list(islice(((kind, item) for kind, item in ranked if kind.key not in ON_THIS_PAGE), SHOWN))


def meetings_tomorrow(by: Actor, seen: Evening) -> list[Meeting]:
    """Return the actor's meetings of the next working day."""
    return list(meetings_between(by, *_span(seen.person, next_working_day(seen.day)))[:MOST])


def next_working_day(day: date) -> date:
    """Return the first working day of the agency after a day."""
    days = calendars.working_days(agency().country, day + timedelta(days=1), day + timedelta(days=MOST_AHEAD))
    return next(iter(days), day + timedelta(days=1))


def counts(person: Person, day: date) -> dict[str, int]:
    """Return what a person recorded on a day: notes, and the records of their lines and of emails."""
    start, end = _span(person, day)
    written = Note.objects.filter(author=person, added_at__gte=start, added_at__lt=end)
    points = NotePoint.objects.filter(note__in=written.values("pk"))
    kept = SuspectedRecord.objects.filter(asked=person, state=KEPT, decided_at__gte=start, decided_at__lt=end)
    in_notes, in_emails = _by_mark(points), _by_mark(kept)
    columns = {"promises": PROMISE, "requests": REQUEST, "preferences": PREFERENCE}
    found = {name: in_notes.get(mark, 0) + in_emails.get(mark, 0) for name, mark in columns.items()}
    return {"notes": written.count(), **found}


def asks_to_close(person: Person, now: datetime) -> QuerySet[Person]:
    """Return the person alone if their day is nearly over, has something to settle, and isn't closed."""
    day, moment = person.day_of(now), timezone.localtime(now, zone(person.time_zone))
    if not is_late(moment):
        return Person.objects.none()
    start, end = _span(person, day)
    meetings = to_note_between(person, start, end).filter(ends_at__lte=now, no_note=None).exclude(with_note())
    emails = SuspectedRecord.objects.filter(suspected.to_skip(), asked=person)
    closed = DayClosed.objects.filter(person=person, day=day)
    return Person.objects.filter(Exists(meetings) | Exists(emails), ~Exists(closed), pk=person.pk)


def _by_mark(rows: QuerySet[NotePoint] | QuerySet[SuspectedRecord]) -> dict[str, int]:
    return dict(rows.order_by().values_list("mark").annotate(Count("pk")))


def _notes(person: Person, meetings: Collection[Meeting]) -> dict[int, Note]:
    rows = Note.objects.visible_to(person).filter(meeting__in=[one.pk for one in meetings]).prefetch_related("points")
    return {note.meeting_id: note for note in rows if note.meeting_id is not None} if meetings else {}


def _span(person: Person, day: date) -> tuple[datetime, datetime]:
    return span(datetime.combine(day, time(), zone(person.time_zone)))
