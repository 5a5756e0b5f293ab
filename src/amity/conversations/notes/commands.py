"""Record and edit notes. What their marked lines become is made in the same transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.conversations import policy
from amity.conversations.models import Note, NotePerson, NotePoint
from amity.conversations.notes import queries
from amity.conversations.notes.fields import YEARS, NoteFields, PointFields, is_blank
from amity.conversations.notes.following import lines_after
from amity.conversations.notes.marks import MOST_MARKED, marked_lines
from amity.conversations.notes.points import make_point
from amity.conversations.notes.wording import proposed_title
from amity.conversations.transcripts.commands import TranscriptUse, settle
from amity.meetings.models import Meeting
from amity.meetings.queries import meeting_seen_by
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import flat, tidied


@command
def record_note(
    *, by: Actor, account_id: int, fields: NoteFields, points: Sequence[PointFields] = (),
    transcript: TranscriptUse | None = None, now: datetime,
) -> Note:  # fmt: skip
    """Record a note of a talk, make the records that `points` name, and use up its transcript. All or nothing."""
    if is_blank(fields, now) and transcript is None:
        raise Invalid(_("Enter what was said."), "text")
    note = Note(account=account_seen_by(by, account_id), author=person_of(by), added_at=now, changed_at=now)
    contacts, people = _put(note, by, fields)
    note.save(force_insert=True)
    _name_people(note, fields, contacts, people)
    trail.record("note.recorded", subject=note, by=by, at=now, changes=_image(note, fields))
    _make(note, points, by, now)
    if transcript is not None:
        settle(by=by, note=note, use=transcript, now=now)
    return note


@command
def edit_note(
    *, by: Actor, note_id: int, version: int, fields: NoteFields, points: Sequence[PointFields] = (),
    transcript: TranscriptUse | None = None, now: datetime,
) -> Note:  # fmt: skip
    """Change a note, and make records from lines that have none. Records made before stay as they are."""
    note = queries.note_seen_by(by, note_id, lock=True)
    policy.may_change(person_of(by), note).or_refuse()
    note.expect(version)
    before, text = _image(note, queries.fields_of(note)), note.text
    contacts, people = _put(note, by, fields)
    note.changed_at = now
    note.save()
    note.people.all().delete()
    _name_people(note, fields, contacts, people)
    _move_points(note, text)
    trail.record("note.edited", subject=note, by=by, at=now, changes={"before": before, "after": _image(note, fields)})
    _make(note, points, by, now)
    if transcript is not None:
        settle(by=by, note=note, use=transcript, now=now)
    return note


@command
def add_point(*, by: Actor, note_id: int, point: PointFields, now: datetime) -> NotePoint:
    """Make a record from words selected in a note."""
    note = queries.note_seen_by(by, note_id, lock=True)
    policy.may_change(person_of(by), note).or_refuse()
    line = next((at for at, line in enumerate(note.text.splitlines(), 1) if point.text in line), 0)
    [made] = _make(note, [replace(point, line=line)], by, now)
    return made


def _make(note: Note, points: Sequence[PointFields], by: Actor, now: datetime) -> list[NotePoint]:
    if points and note.held_at > now:
        raise Invalid(_("This talk is in the future. Its lines can become records once it has taken place."), "held_at")
    return [make_point(note, point, by=by, now=now) for point in points]


def _put(note: Note, by: Actor, fields: NoteFields) -> tuple[Mapping[int, str], Collection[int]]:
    """Copy the fields to the note. Return who at the client it names, and who on our team."""
    clean = tidied(fields)
    if clean.held_at.year not in YEARS:
        raise Invalid(_("Enter a date from 1990 to 2099."), "held_at")
    if len(marked_lines(clean.text)) > MOST_MARKED:
        raise Invalid(
            _("At most %(most)s lines can begin with a mark. Remove the mark from the others.") % {"most": MOST_MARKED},
            "text",
        )
    contacts = _contacts(note.account, {*clean.contact_ids, *clean.absent_contact_ids})
    people = _people({*clean.person_ids, *clean.absent_person_ids})
    project = project_seen_by(by, clean.project_id) if clean.project_id is not None else None
    if project is not None and project.account_id != note.account_id:
        raise Invalid(_("Choose a project of this account."), "project_id")
    note.meeting = _meeting(note, by, clean.meeting_id)
    note.project, note.kind, note.held_at = project, clean.kind, clean.held_at
    note.minutes, note.text = clean.minutes, clean.text
    took_part = [contacts[number] for number in dict.fromkeys(clean.contact_ids)]
    note.title = clean.title or proposed_title(clean.kind, took_part, note.account.name)
    return contacts, people


def _meeting(note: Note, by: Actor, meeting_id: int | None) -> Meeting | None:
    """Return the meeting that a note is of. A meeting has one note."""
    if meeting_id is None or meeting_id == note.meeting_id:
        return note.meeting if meeting_id is not None else None
    meeting = meeting_seen_by(by, meeting_id, lock=True)
    if meeting.account_id != note.account_id:
        raise Invalid(_("Choose a meeting of this account."), "meeting_id")
    if Note.objects.filter(meeting=meeting).exists():
        raise Invalid(_("This meeting already has a note."), "meeting_id")
    return meeting


def _contacts(account: Account, ids: Collection[int]) -> Mapping[int, str]:
    found = dict(account.contacts.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    if len(found) != len(ids):
        raise Invalid(_("Choose a contact at %(account)s.") % {"account": account.name}, "contact_ids")
    return found


def _people(ids: Collection[int]) -> Collection[int]:
    found = set(Person.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    if found != set(ids):
        raise Invalid(_("Choose a colleague."), "person_ids")
    return found


def _name_people(note: Note, fields: NoteFields, contacts: Mapping[int, str], people: Collection[int]) -> None:
    """Save who took part. Someone named both as present and as absent was present."""
    present = {("contact_id", pk) for pk in fields.contact_ids} | {("person_id", pk) for pk in fields.person_ids}
    rows = [("contact_id", pk) for pk in contacts] + [("person_id", pk) for pk in people]
    for column, pk in rows:
        took_part = NotePerson(note=note, was_absent=(column, pk) not in present, **{column: pk})
        took_part.save(force_insert=True)


def _move_points(note: Note, before: str) -> None:
    """Let each point follow its line to where it is now. A line that was removed leaves its points without one."""
    moved = lines_after(before, note.text)
    for point in note.points.all():
        line = moved.get(point.position, 0)
        if point.position != line:
            point.position = line
            point.save(update_fields=["position"])


def _image(note: Note, fields: NoteFields) -> dict[str, Any]:
    """Return a note as stored in the audit log."""
    return flat(fields) | {"title": note.title, "held_at": note.held_at.isoformat()}
