"""REST operations for notes of talks."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query
from pydantic import AfterValidator, Field

from amity.accounts.queries import account_seen_by
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.conversations.notes import commands, queries
from amity.conversations.notes.fields import NoteFields, PointFields
from amity.conversations.notes.readings import points_read
from amity.conversations.router import SETUP, router

if TYPE_CHECKING:
    from amity.conversations.models import Note, NotePoint

MOST_PEOPLE = 200
MOST_POINTS = 100
PEOPLE = ("contact_ids", "person_ids", "absent_contact_ids", "absent_person_ids")
Kind = Literal["meeting", "call", "message", "email"]
Mark = Literal["promise", "request", "expectation", "preference", "decision", "action", "risk"]
Ids = Annotated[list[Id], Field(max_length=MOST_PEOPLE)]


def _with_zone(moment: datetime) -> datetime:
    if timezone.is_naive(moment):
        raise ValueError(_("Add the time zone, for example 2026-11-26T09:00:00Z."))
    return moment


Moment = Annotated[
    datetime,
    Field(strict=False, ge=datetime(1990, 1, 1, tzinfo=UTC), description="With a time zone."),
    AfterValidator(_with_zone),
]


class PointShape(Answered):
    """What a line of a note became, and the record: its id in one of the five last fields; none for a decision."""

    line: int = Field(description="The number of the line, 0 where the note no longer has it.")
    mark: Mark
    text: str
    second: int | None = Field(description="When it was said in the talk, for words of a transcript.")
    stated_by_id: Id | None
    expectation_id: Id | None
    preference_id: Id | None
    action_id: Id | None
    request_id: Id | None
    entry_id: Id | None


class TalkNote(Answered, value=NoteFields, without=PEOPLE):
    """A note of a talk, who took part, and what its lines became."""

    id: Id
    version: int
    account_id: Id
    author_id: Id
    added_at: datetime
    changed_at: datetime
    contact_ids: list[Id]
    person_ids: list[Id]
    absent_contact_ids: list[Id]
    absent_person_ids: list[Id]
    points: list[PointShape]


class NotesAsked(Asked):
    """Filters for the list of notes."""

    account_id: Id | None = None
    project_id: Id | None = None
    kind: Kind | None = None
    author_id: Id | None = None


class LinePoint(Body, value=PointFields):
    """What a line becomes."""


class NewTalkNote(Body, value=NoteFields, without=PEOPLE):
    """Request body: the note. Without `points`, every marked line becomes what its words say; 422 where they leave it
    open. An empty list makes no records.
    """

    account_id: Id
    held_at: Moment
    contact_ids: Ids = []
    person_ids: Ids = []
    absent_contact_ids: Ids = []
    absent_person_ids: Ids = []
    points: Annotated[list[LinePoint], Field(max_length=MOST_POINTS)] | None = None


class TalkNoteEdit(Body, value=NoteFields, without=PEOPLE, edits=True):
    """Request body: the fields of a note to change. Omitted fields stay unchanged. Records stay as they are."""

    version: Version
    held_at: Moment | None = None
    contact_ids: Ids | None = None
    person_ids: Ids | None = None
    absent_contact_ids: Ids | None = None
    absent_person_ids: Ids | None = None
    points: Annotated[list[LinePoint], Field(max_length=MOST_POINTS)] = []


@reads(router, "/notes", Page[TalkNote])
def list_notes(request: HttpRequest, asked: Query[NotesAsked]) -> dict[str, Any]:
    """List the notes the caller can see."""
    rows = queries.notes_seen_by(asker(request)).select_related(None).prefetch_related("people", "points")
    return page(narrowed(rows, asked, "account_id", "project_id", "kind", "author_id"), asked, _shape)


@reads(router, "/notes/{int:note_id}", TalkNote)
def read_note(request: HttpRequest, note_id: Path[Id]) -> dict[str, Any]:
    """Return one note."""
    return _shape(queries.note_seen_by(asker(request), note_id))


@writes(router, "POST", "/notes", TalkNote, scope=SETUP, status=201)
def record_note(request: HttpRequest, body: NewTalkNote) -> dict[str, Any]:
    """Record a note of a talk, and what its marked lines become, all or nothing."""
    by, fields, now = asker(request), body.as_value(NoteFields), timezone.now()
    account = account_seen_by(by, body.account_id)
    points = points_read(by, account, fields, now) if body.points is None else _points(body.points)
    return _shape(commands.record_note(by=by, account_id=account.pk, fields=fields, points=points, now=now))


@writes(router, "PATCH", "/notes/{int:note_id}", TalkNote, scope=SETUP)
def edit_note(request: HttpRequest, note_id: Path[Id], body: TalkNoteEdit) -> dict[str, Any]:
    """Change a note, and make the records of its points."""
    by = asker(request)
    wanted = merged(queries.fields_of(queries.note_seen_by(by, note_id)), body)
    note = commands.edit_note(
        by=by, note_id=note_id, version=body.version, fields=wanted, points=_points(body.points), now=timezone.now()
    )
    return _shape(note)


def _points(sent: Sequence[LinePoint]) -> list[PointFields]:
    return [point.as_value(PointFields) for point in sent]


def _shape(note: "Note") -> dict[str, Any]:
    took_part = list(note.people.all())
    people = {
        name: sorted(pk for one in took_part if one.was_absent is absent and (pk := getattr(one, column)))
        for name, column, absent in (
            ("contact_ids", "contact_id", False), ("person_ids", "person_id", False),
            ("absent_contact_ids", "contact_id", True), ("absent_person_ids", "person_id", True),
        )
    }  # fmt: skip
    points = sorted(note.points.all(), key=lambda point: (point.position, point.pk))
    return TalkNote.of(note, **people, points=[_point_shape(point) for point in points])


def _point_shape(point: "NotePoint") -> dict[str, Any]:
    return PointShape.of(point, line=point.position)
