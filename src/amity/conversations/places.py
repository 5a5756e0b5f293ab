"""Places on the pages of notes that upper parts fill in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amity.conversations.models import Note
from amity.shared.actor import Actor
from amity.ui.slots import Entry, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAct(Entry):
    """What can be done with a note, drawn in the head of its page with `note` and `loaded`, which `of` loads."""

    of: Callable[[Actor, Note], Any]


note_acts = Slot("note.acts")
"""`NoteAct`s: contact report 10."""


def acts_of(by: Actor, note: Note) -> list[tuple[str, Any]]:
    """Return the template and what was loaded for each act of a note."""
    return [(one.template, one.of(by, note)) for one in note_acts.seen_by(by, note) if isinstance(one, NoteAct)]
