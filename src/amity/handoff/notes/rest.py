"""REST operations for prompts and notes."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Id, Shape, Version
from amity.handoff.listing import HandoffShape
from amity.handoff.notes import commands
from amity.handoff.notes.commands import HandoffNote
from amity.handoff.router import SETUP, Mark, router

Prompt = Literal["want", "done", "must_not", "money_date", "promise"]


class WordsBody(Body, value=HandoffNote):
    """The text of a prompt, how certain it is, and its source. `known` needs `stated_by`.

    Without `mark`, the text is known if `stated_by` is sent, otherwise assumed.

    A promise names its owner, the contact it was given to and its due date. An expectation names the contact who has
    it.
    """


class PromptsBody(Body):
    """Request body: the five prompts. Omitted prompts stay unchanged."""

    version: Version
    prompts: dict[Prompt, WordsBody]


class NewNote(WordsBody):
    """Request body: a note of the giver, and the block it belongs to."""

    block: Annotated[str, Field(max_length=12)]


class NoteBody(WordsBody):
    """Request body: the new text of a note."""

    version: Version


class NoteRead(Shape):
    """Request body: the version last read."""

    version: Version


class NoteShape(Answered):
    """A note of the giver in a block. `expectation_id` is set if the note records a promise or an expectation."""

    id: Id
    handoff_id: Id
    block: str
    version: int
    text: str
    mark: Mark
    stated_by: str
    stated_in: str
    stated_on: date | None
    expectation_id: Id | None


@writes(router, "POST", "/handoffs/{int:handoff_id}/prompts", HandoffShape, scope=SETUP)
def write_prompts(request: HttpRequest, handoff_id: Path[Id], body: PromptsBody) -> dict[str, Any]:
    """Save the five prompts of a hand-off."""
    words = {str(prompt): written.as_value(HandoffNote) for prompt, written in body.prompts.items()}
    written = commands.write_prompts(
        by=asker(request), handoff_id=handoff_id, version=body.version, prompts=words, now=timezone.now()
    )
    return HandoffShape.of(written)


@writes(router, "POST", "/handoffs/{int:handoff_id}/notes", NoteShape, scope=SETUP, status=201)
def add_handoff_note(request: HttpRequest, handoff_id: Path[Id], body: NewNote) -> dict[str, Any]:
    """Add a note to a block."""
    words = body.as_value(HandoffNote)
    added = commands.add_note(
        by=asker(request), handoff_id=handoff_id, block=body.block, words=words, now=timezone.now()
    )  # fmt: skip
    return NoteShape.of(added, text=added.says)


@writes(router, "PATCH", "/handoff-notes/{int:note_id}", NoteShape, scope=SETUP)
def edit_handoff_note(request: HttpRequest, note_id: Path[Id], body: NoteBody) -> dict[str, Any]:
    """Change the text of a note."""
    words = body.as_value(HandoffNote)
    edited = commands.edit_note(
        by=asker(request), note_id=note_id, version=body.version, words=words, now=timezone.now()
    )
    return NoteShape.of(edited, text=edited.says)


@writes(router, "DELETE", "/handoff-notes/{int:note_id}", None, scope=SETUP, status=204)
def remove_handoff_note(request: HttpRequest, note_id: Path[Id], asked: Query[NoteRead]) -> None:
    """Remove a note. Versions that already contain it keep it."""
    commands.drop_note(by=asker(request), note_id=note_id, version=asked.version, now=timezone.now())
