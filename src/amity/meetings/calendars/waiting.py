"""Calendars that can't be read: they wait for their owner, with what to do."""

from collections.abc import Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.meetings.calendars import commands, queries, wording
from amity.meetings.models import Calendar, CalendarQuerySet
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD

PAUSE = "pause"


def register() -> None:
    """Register calendars that can't be read."""
    kinds.register(TROUBLED)


def pause(by: Actor, calendar_id: int, sent: Sent, now: datetime) -> None:
    """Stop reading the calendar."""
    commands.pause_calendar(by=by, calendar_id=calendar_id, now=now)


def resume(by: Actor, calendar_id: int, now: datetime) -> None:
    """Read it again."""
    commands.resume_calendar(by=by, calendar_id=calendar_id, now=now)


def _rows(person: Person, today: date) -> CalendarQuerySet:
    return queries.troubled(person)


def _items(by: Actor, rows: Sequence[Calendar], today: date) -> list[Item]:
    person = person_of(by)
    return [
        Item(
            id=row.pk,
            version=row.version,
            title=_("Calendar “%(name)s” can’t be read") % {"name": row.name},
            address=reverse("meetings:edit_calendar", args=[row.pk]),
            notes=[wording.trouble(row.trouble)],
            since=formats.day_with("since", person.day_of(row.trouble_since), today) if row.trouble_since else "",
            acts=(PAUSE,),
            open=_("Edit calendar"),
            form=reverse("meetings:edit_calendar", args=[row.pk]),
            stakes=grown(1, 1),
        )
        for row in rows
    ]


TROUBLED = Kind(
    key="calendar", order=90, todo=RECORD, icon="calendar", label=lazy("Calendars that can’t be read"), rows=_rows,
    by_roles=True,
    items=_items,
    acts={PAUSE: Act(label=lazy("Pause calendar"), run=pause, undo=resume, done=lazy("Calendar paused."))},
)  # fmt: skip
