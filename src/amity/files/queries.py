"""Reads of stored files."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.utils.translation import gettext as _

from amity.files import policy
from amity.files.models import StoredFile
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing

PIECE: Final = 64 * 1024


def file_seen_by(actor: Actor, file_id: int) -> StoredFile:
    """Return a file the actor can read. Raises `NotSeen` otherwise."""
    gone = _("File not found.")
    file = seen_or_missing(StoredFile.objects, file_id, gone)
    if not policy.may_read(actor, file):
        raise NotSeen(gone)
    return file


def stored_paths() -> set[str]:
    """Return the path of every stored file, below the folder of files."""
    return set(StoredFile.objects.values_list("path", flat=True))


def location(file: StoredFile) -> Path:
    """Return the path of the stored bytes."""
    return Path(settings.MEDIA_ROOT) / file.path


def opened(file: StoredFile) -> IO[bytes]:
    """Return the bytes as an open file. Raises `NotSeen` when the disk no longer has it."""
    try:
        return location(file).open("rb")
    except FileNotFoundError:
        raise NotSeen(_("The file is missing on the server. Ask an administrator.")) from None


def chunks_of(file: StoredFile) -> Iterator[bytes]:
    """Yield the bytes in pieces, to store them once more. Raises `NotSeen` when the disk no longer has them."""
    with opened(file) as stream:
        while chunk := stream.read(PIECE):
            yield chunk
