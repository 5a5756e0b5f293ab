"""Attachments of emails: stored before a transaction starts, and deleted again if their email isn't taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from django.db import transaction

from amity.agency.queries import limit
from amity.files import commands as files
from amity.files.models import StoredFile
from amity.files.rules import DOCUMENTS, safe_name
from amity.mailbox.messages.parsing import Part
from amity.mailbox.models import Message, MessageFile
from amity.shared.actor import Actor
from amity.shared.errors import Invalid

PURPOSE: Final = "mail.attachment"
MOST_FILES: Final = 50
"""Attachments of an email that are stored."""
KIND: Final = "kind"
SIZE: Final = "size"
COUNT: Final = "count"
EMPTY: Final = "empty"


@dataclass(frozen=True, slots=True)
class StoredPart:
    """An attachment, with its file or the reason why it isn't stored."""

    name: str
    size: int
    in_text: bool
    file: StoredFile | None = None
    refusal: str = ""


def store(parts: Sequence[Part], *, by: Actor, now: datetime) -> list[StoredPart]:
    """Store the attachments whose kind and size are accepted. No transaction may be open."""
    most = limit("mail.file_bytes")
    return [_stored(part, number, most, by, now) for number, part in enumerate(parts)]


def _stored(part: Part, number: int, most: int, by: Actor, now: datetime) -> StoredPart:
    name, size = safe_name(part.name), len(part.content)
    refusal = COUNT if number >= MOST_FILES else SIZE if size > most else "" if size else EMPTY
    if refusal:
        return StoredPart(name, size, part.in_text, refusal=refusal)
    try:
        file = files.store(
            by=by, name=name, chunks=[part.content], limit=most, now=now, purpose=PURPOSE, accept=DOCUMENTS
        )
    except Invalid:
        return StoredPart(name, size, part.in_text, refusal=KIND)
    return StoredPart(name, size, part.in_text, file)


def rows_of(message: Message, stored: Iterable[StoredPart]) -> list[MessageFile]:
    """Return the rows of attachments, not yet saved."""
    return [
        MessageFile(
            message=message, position=number, name=part.name, size=part.size, file=part.file, refusal=part.refusal,
            in_text=part.in_text,
        )
        for number, part in enumerate(stored)
    ]  # fmt: skip


def discard(stored: Iterable[StoredPart]) -> None:
    """Delete stored files that no email has."""
    ids = [part.file.pk for part in stored if part.file is not None]
    held = set(MessageFile.objects.filter(file__in=ids).values_list("file_id", flat=True)) if ids else set()
    for file in StoredFile.objects.filter(pk__in=[pk for pk in ids if pk not in held]):
        files.remove(file)


def delete_of(messages: Iterable[int]) -> None:
    """Delete the files of messages, in the caller's transaction; their bytes after it."""
    places: list[Path] = []
    for row in MessageFile.objects.filter(message__in=list(messages)).select_related("file"):
        file = row.file
        row.delete()
        if file is not None:
            places.append(files.forget(file))
    for place in places:
        transaction.on_commit(partial(place.unlink, missing_ok=True))
