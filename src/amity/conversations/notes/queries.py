"""Queries for notes, who took part, and the records their lines became."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.conversations.models import Note, NotePerson, NotePoint, NoteQuerySet
from amity.conversations.notes.fields import NoteFields
from amity.conversations.rules import DECISION
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.rows.prepared import Given, Prepared

RECORDS: Final = ("expectation", "preference", "action", "request", "entry")
"""The columns of a point that lead to the record it became."""


def notes_seen_by(by: Actor) -> NoteQuerySet:
    """Return the notes the actor can see, with their account, project and author."""
    return Note.objects.visible_to(person_of(by)).select_related("account", "project", "author")


def note_seen_by(by: Actor, note_id: int, *, lock: bool = False) -> Note:
    """Return one note, or raise `NotSeen`."""
    rows = Note.objects.visible_to(person_of(by)).select_related("account__manager", "project", "author", "meeting")
    gone = _("Note not found. It may have been deleted, or you don’t have access.")
    return seen_or_missing(rows.prefetch_related(covers_along("account")), note_id, gone, lock=lock)


def with_people() -> Prefetch[str]:
    """Return the prefetch of who took part, the client first."""
    rows = NotePerson.objects.select_related("contact", "person").order_by("person", "contact__name", "pk")
    return Prefetch("people", rows)


def people_of(note: Note) -> list[NotePerson]:
    """Return who took part in a talk, or was absent, the client first."""
    found = list(note.people.select_related("contact", "person"))
    return sorted(found, key=lambda one: (one.contact_id is None, one.was_absent, str(one)))


def fields_of(note: Note) -> NoteFields:
    """Return the fields that a note has now."""
    found = people_of(note)
    ids = {
        name: tuple(pk for one in found if one.was_absent is absent and (pk := getattr(one, column)) is not None)
        for name, column, absent in (
            ("contact_ids", "contact_id", False), ("person_ids", "person_id", False),
            ("absent_contact_ids", "contact_id", True), ("absent_person_ids", "person_id", True),
        )
    }  # fmt: skip
    return NoteFields(
        kind=note.kind, title=note.title, held_at=note.held_at, minutes=note.minutes, project_id=note.project_id,
        text=note.text, meeting_id=note.meeting_id, **ids,
    )  # fmt: skip


def points_of(note: Note) -> list[NotePoint]:
    """Return what the lines of a note became, in the order of the lines."""
    points: list[NotePoint] = POINTS.rows({"note": note.pk})
    for point in points:
        point.note = note
    return points


def _points() -> "QuerySet[NotePoint, Any]":
    rows = NotePoint.objects.filter(note=Given("note", BigIntegerField())).select_related(
        *RECORDS, "stated_by", "expectation__promised_by", "expectation__stated_by", "action__owner", "action__contact",
    )  # fmt: skip
    return rows.order_by("position", "pk")


POINTS: Final = Prepared(_points)


def lines_taken(note: Note) -> Sequence[int]:
    """Return the lines of a note that have become a record."""
    return list(note.points.values_list("position", flat=True))


def decisions_on(by: Actor, account: Account | Given) -> "QuerySet[NotePoint]":
    """Return the decisions on an account that the actor can see, the newest first."""
    seen = Note.objects.visible_to(person_of(by)).filter(account=account)
    rows = NotePoint.objects.filter(mark=DECISION, note__in=seen.values("pk"))
    return rows.select_related("note", "stated_by").order_by("-note__held_at", "-pk")


def of_their_notes(person: Person) -> Q:
    """Return the condition on requests that they come from a note the person wrote."""
    return Q(Exists(NotePoint.objects.filter(request=OuterRef("pk"), note__author=person)))
