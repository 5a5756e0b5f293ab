"""Write what is handed over: the five prompts at once, or a note of its own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import policy, queries, telling
from amity.handoff.commands.counting import count_changes
from amity.handoff.models import Handoff, Note
from amity.handoff.rules import states
from amity.handoff.rules.blocks import KNOWN, MARKS
from amity.handoff.rules.needs import BLOCKS, PROMPTS, SMALL
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused

_LONG, _SHORT = 4_000, 200


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody writes into a block; `mark` is known, assumed or ask, and who said it where and when, or ""."""

    text: str
    mark: str = KNOWN
    said_by: str = ""
    said_where: str = ""
    said_on: date | None = None


@command
def write_prompts(*, by: Actor, handoff_id: int, version: int, prompts: Mapping[str, Words], now: datetime) -> Handoff:
    """Write the five prompts as somebody saw them; one that is left out stays, an empty one is taken away.

    Stale when somebody wrote since `version`: both are shown, nobody's words are lost.
    """
    handoff = _to_write(by, handoff_id, now)
    handoff.expect(version)
    changed = {block: _put(handoff, block, words, now) for block, words in prompts.items() if block in PROMPTS}
    handoff.save()
    changes = {block: one for block, one in changed.items() if one}
    trail.record("handoff.written", subject=handoff, by=by, at=now, changes=changes)
    _tell(handoff, by, now)
    return handoff


@command
def add_note(*, by: Actor, handoff_id: int, block: str, words: Words, now: datetime) -> Note:
    """Write something into a block of a hand-off. After it was accepted it is new, and waits to be acknowledged."""
    handoff = _to_write(by, handoff_id, now)
    if block not in BLOCKS[handoff.kind]:
        raise Invalid(_("This hand-off has no such block."), "block")
    if handoff.kind == SMALL and not handoff.is_taken:
        raise Refused(_("A small hand-off is its five prompts."))
    note = Note(handoff=handoff, block=block, written_at=now, **asdict(_checked(words)))
    note.save(force_insert=True)
    trail.record("handoff.note_added", subject=handoff, by=by, at=now, changes={"block": block, **_said(note)})
    _tell(handoff, by, now)
    return note


@command
def edit_note(*, by: Actor, note_id: int, version: int, words: Words, now: datetime) -> Note:
    """Change a note. Stale when somebody changed it since `version`."""
    note = queries.note_seen_by(by, note_id, lock=True)
    _to_write(by, note.handoff_id, now)
    note.expect(version)
    before = _said(note)
    _write_on(note, _checked(words), now)
    note.save()
    changes = {"block": note.block, "before": before, "after": _said(note)}
    trail.record("handoff.note_edited", subject=note.handoff, by=by, at=now, changes=changes)
    _tell(note.handoff, by, now)
    return note


@command
def drop_note(*, by: Actor, note_id: int, version: int, now: datetime) -> None:
    """Take a note away; the trail and the versions that had it keep it."""
    note = queries.note_seen_by(by, note_id, lock=True)
    _to_write(by, note.handoff_id, now)
    note.expect(version)
    changes = {"block": note.block, **_said(note)}
    trail.record("handoff.note_dropped", subject=note.handoff, by=by, at=now, changes=changes)
    note.delete()
    _tell(note.handoff, by, now)


def _tell(handoff: Handoff, by: Actor, now: datetime) -> None:
    """Whoever took it already has something to take note of, and is written to."""
    if handoff.is_taken:
        count_changes(handoff)
        telling.changed(handoff, by, now)


def _to_write(by: Actor, handoff_id: int, now: datetime) -> Handoff:
    """The hand-off, held; one that came back is being prepared again from the first word on."""
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_write(person_of(by), handoff).or_refuse()
    if handoff.state == states.RETURNED:
        handoff.state = states.PREPARING
        handoff.save(update_fields=["state"])
        trail.record("handoff.taken_up", subject=handoff, by=by, at=now)
    return handoff


def _put(handoff: Handoff, block: str, words: Words, now: datetime) -> dict[str, Any]:
    """The prompt of a block is its first note."""
    note = Note.objects.filter(handoff=handoff, block=block).order_by("pk").first()
    before = _said(note) if note else {}
    if not words.text.strip():
        if note:
            note.delete()
        return {"before": before, "after": {}} if before else {}
    note = note or Note(handoff=handoff, block=block, version=0)
    _write_on(note, _checked(words, block), now)
    after = _said(note)
    if before == after:
        return {}
    note.version += 1
    note.save()
    return {"before": before, "after": after}


def _write_on(note: Note, words: Words, now: datetime) -> None:
    for name, value in asdict(words).items():
        setattr(note, name, value)
    note.written_at = now


def _said(note: Note) -> dict[str, Any]:
    return {name: getattr(note, name) for name in Words.__dataclass_fields__}


def _checked(words: Words, field: str = "text") -> Words:
    text = words.text.strip()
    if not text:
        raise Invalid(_("Say something, or leave it out."), field)
    if len(text) > _LONG:
        raise Invalid(_("At most %(most)s letters. Longer things are better told.") % {"most": _LONG}, field)
    if words.mark not in MARKS:
        raise Invalid(_("Say whether it is known, assumed or to find out."), "mark")
    by, where = " ".join(words.said_by.split())[:_SHORT], " ".join(words.said_where.split())[:_SHORT]
    return replace(words, text=text, said_by=by, said_where=where)
