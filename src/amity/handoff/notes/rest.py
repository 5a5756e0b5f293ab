"""REST operations for prompts and notes."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Answered, Body, Day, Id, Shape, Version
from amity.handoff.listing import HandoffShape
from amity.handoff.notes import commands
from amity.handoff.router import SETUP, Mark, Short, Text, router

Prompt = Literal["want", "done", "must_not", "money_date", "promise"]


class WordsBody(Body):
    """The text of a prompt, how certain it is, and its source. `known` needs `said_by`.

    Without `mark`, the text is known if `said_by` is sent, otherwise assumed.

    A promise names its owner, the contact it was given to and its due date. An expectation names the contact who has
    it.
    """

    text: Text
    mark: Annotated[
        Literal["", "known", "assumed", "ask"], Field(description="If blank: known with `said_by`, otherwise assumed.")
    ] = ""
    said_by: Short = ""
    said_where: Short = ""
    said_on: Day | None = None
    contact_id: Id | None = None
    owner_id: Id | None = None
    due_on: Day | None = None


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
    said_by: str
    said_where: str
    said_on: date | None
    expectation_id: Id | None


@writes(router, "POST", "/handoffs/{int:handoff_id}/prompts", HandoffShape, scope=SETUP)
def write_prompts(request: HttpRequest, handoff_id: Path[Id], body: PromptsBody) -> dict[str, Any]:
    """Save the five prompts of a hand-off."""
    words = {str(prompt): commands.Words(**one.model_dump()) for prompt, one in body.prompts.items()}
    written = commands.write_prompts(
        by=asker(request), handoff_id=handoff_id, version=body.version, prompts=words, now=timezone.now()
    )
    return HandoffShape.of(written)


@writes(router, "POST", "/handoffs/{int:handoff_id}/notes", NoteShape, scope=SETUP, status=201)
def add_handoff_note(request: HttpRequest, handoff_id: Path[Id], body: NewNote) -> dict[str, Any]:
    """Add a note to a block."""
    values = body.model_dump()
    block, words = values.pop("block"), commands.Words(**values)
    added = commands.add_note(
        by=asker(request), handoff_id=handoff_id, block=block, words=words, now=timezone.now()
    )  # fmt: skip
    return _note(added)


@writes(router, "PATCH", "/handoff-notes/{int:note_id}", NoteShape, scope=SETUP)
def edit_handoff_note(request: HttpRequest, note_id: Path[Id], body: NoteBody) -> dict[str, Any]:
    """Change the text of a note."""
    values = body.model_dump()
    version, words = values.pop("version"), commands.Words(**values)
    edited = commands.edit_note(by=asker(request), note_id=note_id, version=version, words=words, now=timezone.now())
    return _note(edited)


@writes(router, "DELETE", "/handoff-notes/{int:note_id}", None, scope=SETUP, status=204)
def remove_handoff_note(request: HttpRequest, note_id: Path[Id], asked: Query[NoteRead]) -> None:
    """Remove a note. Versions that already contain it keep it."""
    commands.drop_note(by=asker(request), note_id=note_id, version=asked.version, now=timezone.now())


def _note(note: Any) -> dict[str, Any]:
    return NoteShape.of(note, text=note.says)
