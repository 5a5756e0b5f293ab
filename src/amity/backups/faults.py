"""Reasons why a backup failed: a code, stored with the result, and its sentence in the reader's language."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.shared.errors import Refusal

FULL: Final = "full"
FOLDER: Final = "folder"
BUSY: Final = "busy"
NO_CLIENT: Final = "no_client"
OLD_CLIENT: Final = "old_client"
SOURCE: Final = "source"
DIFFERS: Final = "differs"

SENTENCES: Final = {
    FULL: lazy("The disk is full. Nothing incomplete was left. Free some space for %(detail)s and try again."),
    FOLDER: lazy("The folder can’t be used: %(detail)s"),
    BUSY: lazy("Another backup is being written to %(detail)s. Try again when it has finished."),
    NO_CLIENT: lazy("pg_dump was not found. Install the PostgreSQL client, version %(detail)s, and try again."),
    OLD_CLIENT: lazy("pg_dump is older than the server. Install the PostgreSQL client, version %(detail)s."),
    SOURCE: lazy("The database can’t be copied: %(detail)s"),
    DIFFERS: lazy("The backup was checked by restoring it and differs in %(detail)s. It was removed."),
}
_OUT_OF_SPACE: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WORDS: Final = ("disk is full", "No space left", "File too large", "quota exceeded")


class BackupFailed(Refusal):
    """No backup was made, and nothing incomplete is left. `code` is one of `SENTENCES`."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, " ".join(detail.split())[:300]
        super().__init__(sentence(code, self.detail))


def sentence(code: str, detail: str) -> str:
    """Return why a backup failed, in the reader's language."""
    known = SENTENCES.get(code)
    return str(known) % {"detail": detail} if known else _("Something went wrong: %(detail)s") % {"detail": detail}


@contextmanager
def named(place: str) -> Iterator[None]:
    """Turn faults of the disk and of a database into `BackupFailed`. `place` is the folder written to."""
    try:
        yield
    except OSError as fault:
        if fault.errno in _OUT_OF_SPACE:
            raise BackupFailed(FULL, place) from fault
        raise BackupFailed(FOLDER, f"{fault.filename or place}: {fault.strerror or fault}") from fault
    except sqlite3.Error as fault:
        raise copying_failed(str(fault), place) from fault


def copying_failed(words: str, place: str) -> BackupFailed:
    """Return the failure behind the words of a database or its client."""
    if any(word in words for word in _FULL_WORDS):
        return BackupFailed(FULL, place)
    return BackupFailed(SOURCE, words)
