"""Meetings without a note, where they wait for those who were in them: one line, or none needed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named
from amity.conversations.calls import commands
from amity.conversations.calls.meetings import without_note
from amity.meetings import wording
from amity.meetings.models import Meeting
from amity.meetings.queries import with_people
from amity.people.any_person import moment_for
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD

SAVE, NONE = "save", "none"


def register() -> None:
    """Register meetings without a note."""
    kinds.register(MEETINGS)


def save(by: Actor, meeting_id: int, sent: Sent, now: datetime) -> None:
    """Record the note of a meeting in one line."""
    commands.note_meeting(by=by, meeting_id=meeting_id, text=sent.text, now=now)


def need_no_note(by: Actor, meeting_id: int, sent: Sent, now: datetime) -> None:
    """Record that a meeting needs no note."""
    commands.need_no_note(by=by, meeting_id=meeting_id, now=now)


def need_note(by: Actor, meeting_id: int, now: datetime) -> None:
    """Take that back."""
    commands.need_note(by=by, meeting_id=meeting_id, now=now)


def _rows(person: Person, today: date) -> "QuerySet[Meeting]":
    return without_note(person, today, moment_for(person)).prefetch_related(with_people())


def _items(by: Actor, rows: Sequence[Meeting], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            title=row.title,
            address=reverse("meetings:meeting", args=[row.pk]),
            account=named(row.account),
            notes=[one.name or one.mail for one in row.people.all() if one.person_id is None],
            since=wording.when(row, today),
            acts=(SAVE, NONE),
            stakes=grown(1, 1),
        )
        for row in rows
    ]


MEETINGS = Kind(
    key="meeting_note", order=36, todo=RECORD, icon="message-plus", label=lazy("Meetings without a note"), rows=_rows,
    by_moment=True, items=_items,
    acts={
        SAVE: Act(
            label=lazy("Save note"), run=save, done=lazy("Note saved."), asks="sentence",
            question=lazy("What was said, in one sentence?"),
        ),
        NONE: Act(
            label=lazy("No note needed"), run=need_no_note, undo=need_note, done=lazy("No note needed."),
        ),
    },
)  # fmt: skip
