"""Save the five prompts of a hand-off, or a single note."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.audit import trail
from amity.handoff import mails, policy, queries, rules
from amity.handoff.changes.commands import count_changes
from amity.handoff.models import Handoff, Note
from amity.handoff.notes.records import count_save, drop_record, is_record, write_record
from amity.handoff.rules import BLOCKS, PROMISE, PROMPTS, SMALL
from amity.handoff.versions.rules import ASSUMED, KNOWN, MARKS
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import OneOf, Text, tidied


@dataclass(frozen=True, slots=True)
class HandoffNote:
    """A note in a block. `mark` is known, assumed or ask, with its source, or "".

    Without a mark it is known if it has a source, otherwise assumed. For a promise, `stated_by` or `owner_id` is the
    colleague who made it, `contact_id` the contact and `due_on` the due date. For an expectation, `contact_id` is the
    contact who has it.
    """

    text: Annotated[str, Text(4000, lines=True, needed=gettext_lazy("Enter some text."))]
    mark: Annotated[str, OneOf(MARKS, needed=False)] = ""
    stated_by: Annotated[str, Text(200)] = ""
    stated_in: Annotated[str, Text(200)] = ""
    stated_on: date | None = None
    contact_id: int | None = None
    owner_id: int | None = None
    due_on: date | None = None


OWN: Final = ("text", "mark", "stated_by", "stated_in", "stated_on")
"""The fields a note keeps in its own row when it isn't a record."""


@command
def write_prompts(
    *, by: Actor, handoff_id: int, version: int, prompts: Mapping[str, HandoffNote], now: datetime
) -> Handoff:
    """Save the five prompts. Omitted ones stay unchanged, and blank ones are removed.

    Stale when someone changed them since `version`. Both versions are then shown.
    """
    handoff = _to_write(by, handoff_id, now)
    handoff.expect(version)
    changed = {block: _put(handoff, block, words, by, now) for block, words in prompts.items() if block in PROMPTS}
    handoff.save()
    changes = {block: one for block, one in changed.items() if one}
    trail.record("handoff.written", subject=handoff, by=by, at=now, changes=changes)
    _tell(handoff, by, now)
    return handoff


@command
def add_note(*, by: Actor, handoff_id: int, block: str, words: HandoffNote, now: datetime) -> Note:
    """Add a note to a block of a hand-off. After acceptance it is a change that has to be acknowledged."""
    handoff = _to_write(by, handoff_id, now)
    if block not in BLOCKS[handoff.kind]:
        raise Invalid(_("Section not found in this hand-off."), "block")
    if handoff.kind == SMALL and not handoff.is_taken:
        raise Refused(_("A small hand-off has only the five prompts. Edit those instead."))
    note = Note(handoff=handoff, block=block)
    _write_on(note, _checked(words, block, by), by, now)
    note.save(force_insert=True)
    count_save(handoff_id)
    trail.record("handoff.note_added", subject=handoff, by=by, at=now, changes={"block": block, **_current_words(note)})
    _tell(handoff, by, now)
    return note


@command
def edit_note(*, by: Actor, note_id: int, version: int, words: HandoffNote, now: datetime) -> Note:
    """Change a note. Stale when someone changed it since `version`."""
    note = queries.note_seen_by(by, note_id, lock=True)
    _to_write(by, note.handoff_id, now)
    note.expect(version)
    before = _current_words(note)
    _write_on(note, _checked(words, note.block, by), by, now)
    note.save()
    count_save(note.handoff_id)
    changes = {"block": note.block, "before": before, "after": _current_words(note)}
    trail.record("handoff.note_edited", subject=note.handoff, by=by, at=now, changes=changes)
    _tell(note.handoff, by, now)
    return note


@command
def drop_note(*, by: Actor, note_id: int, version: int, now: datetime) -> None:
    """Remove a note. The audit log and earlier versions still contain it."""
    note = queries.note_seen_by(by, note_id, lock=True)
    _to_write(by, note.handoff_id, now)
    note.expect(version)
    changes = {"block": note.block, **_current_words(note)}
    trail.record("handoff.note_dropped", subject=note.handoff, by=by, at=now, changes=changes)
    drop_record(note, by, now)
    note.delete()
    count_save(note.handoff_id)
    _tell(note.handoff, by, now)


def _tell(handoff: Handoff, by: Actor, now: datetime) -> None:
    """Recount the changes and email the taker, if the hand-off is accepted."""
    if handoff.is_taken:
        count_changes(handoff)
        mails.changed(handoff, by, now)


def _to_write(by: Actor, handoff_id: int, now: datetime) -> Handoff:
    """Lock the hand-off and return it. A returned one is in preparation again from the first edit."""
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_write(person_of(by), handoff).or_refuse()
    if handoff.state == rules.RETURNED:
        handoff.state = rules.PREPARING
        handoff.save(update_fields=["state"])
        trail.record("handoff.taken_up", subject=handoff, by=by, at=now)
    return handoff


def _put(handoff: Handoff, block: str, words: HandoffNote, by: Actor, now: datetime) -> dict[str, Any]:
    """Save the prompt of a block as its first note."""
    note = Note.objects.filter(handoff=handoff, block=block).order_by("pk").first()
    before = _current_words(note) if note else {}
    if not words.text.strip():
        if note:
            drop_record(note, by, now)
            note.delete()
        return {"before": before, "after": {}} if before else {}
    note = note or Note(handoff=handoff, block=block, version=0)
    try:
        checked = _checked(words, block, by)
    except Invalid as fault:
        raise Invalid(fault.sentence, block if fault.field == "text" else fault.field) from fault
    _write_on(note, checked, by, now)
    after = _current_words(note)
    if before == after:
        return {}
    note.version += 1
    note.save()
    return {"before": before, "after": after}


def _write_on(note: Note, words: HandoffNote, by: Actor, now: datetime) -> None:
    note.written_at = now
    for name in OWN:
        setattr(note, name, getattr(words, name))
    if is_record(note.block, words.text):
        write_record(note, words, by, now)
    else:
        drop_record(note, by, now)


def _current_words(note: Note) -> dict[str, Any]:
    """Return the current text. That of a record has its owner, contact and date."""
    own = {name: getattr(note, name) for name in OWN} | {"text": note.says}
    if note.expectation is None:
        return own
    record = note.expectation
    return own | {"contact_id": record.stated_by_id, "owner_id": record.promised_by_id, "due_on": record.promised_until}


def _checked(words: HandoffNote, block: str, by: Actor) -> HandoffNote:
    words = tidied(words)
    who, recorded = words.stated_by, is_record(block, words.text)
    if block == PROMISE and not recorded:
        who = who or by.label
    mark = words.mark or (KNOWN if who else ASSUMED)
    if mark == KNOWN and not who and not recorded:
        raise Invalid(_("Enter who said so, or mark it as assumed."), "stated_by")
    return replace(words, mark=mark, stated_by=who)
