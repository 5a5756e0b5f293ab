"""Meetings that took place, in the conversation of their account."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT
from amity.accounts.timeline.sources import NOW, Columns, Event, Row, Rows, Source, seen_rows
from amity.meetings import rules
from amity.meetings.hooks import with_note
from amity.meetings.models import Meeting, MeetingPerson
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Prepared, many


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    """Return the meetings that have ended. One with a note is left out: the note is the same talk, with its words."""
    ended = Meeting.objects.filter(ends_at__lte=NOW).exclude(state=rules.CANCELLED).exclude(with_note())
    return (
        Rows(
            rows=seen_rows(ended, by, account), direction=FROM_CLIENT, at="starts_at",
            of_contact=_with_contact, of_colleague=_with_colleague,
            columns=Columns(what="state", title="title", note="place", about="pk"),
        ),
    )  # fmt: skip


def _with_contact(contact_id: int) -> Q:
    taken_part = MeetingPerson.objects.filter(meeting=OuterRef("pk"), contact=contact_id)
    return Q(Exists(taken_part.exclude(answer=rules.DECLINED)))


def _with_colleague(person: Person) -> Q:
    taken_part = MeetingPerson.objects.filter(meeting=OuterRef("pk"), person=person)
    return Q(Exists(taken_part.exclude(answer=rules.DECLINED)))


def _events(_by: Actor, _account: Account, rows: Sequence[Row]) -> Sequence[Event]:
    people: dict[int, list[MeetingPerson]] = {}
    for one in TAKEN_PART.rows({"meeting_id": [row.pk for row in rows]}) if rows else ():
        people.setdefault(one.meeting_id, []).append(one)
    return [_event(row, people.get(row.pk, ())) for row in rows]


def _taken_part() -> QuerySet[MeetingPerson]:
    taken_part = MeetingPerson.objects.filter(many("meeting_id")).exclude(answer=rules.DECLINED)
    return taken_part.select_related("contact", "person").order_by("pk")


TAKEN_PART: Final = Prepared(_taken_part)


def _event(row: Row, people: Sequence[MeetingPerson]) -> Event:
    theirs = [(one.contact.pk, one.contact.name) if one.contact else (0, str(one)) for one in people if not one.person]
    return Event(
        kind=_("Meeting"),
        title=row.title,
        address=reverse("meetings:meeting", args=[row.about]),
        text=row.note,
        contacts=theirs,
        colleagues=[one.person.name for one in people if one.person],
    )


def register() -> None:
    """Register the source of meetings."""
    sources.register(Source(key="meetings", order=12, label=lazy("Meetings"), rows=_rows, events=_events))
