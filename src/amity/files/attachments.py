"""Documents attached to an object: stored before a transaction starts, attached in it, and discarded if it fails."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from amity.files import commands, rules
from amity.files.models import StoredFile
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class Attachments:
    """Documents of one purpose.

    `limit` returns the largest size in bytes, `is_attached` whether a file is already used.
    """

    purpose: str
    limit: Callable[[], int]
    is_attached: Callable[[StoredFile], bool]

    def store(self, *, by: Actor, name: str, chunks: Iterable[bytes], now: datetime) -> StoredFile:
        """Store a document. Raises `Invalid` for a file of another kind, or one whose bytes don't fit its name."""
        return commands.store(
            by=by, name=name, chunks=chunks, limit=self.limit(), now=now, purpose=self.purpose, accept=rules.DOCUMENTS
        )

    def to_attach(self, by: Actor, file_id: int) -> StoredFile:
        """Return a document that the actor stored and that isn't attached yet, or raise `NotSeen`."""
        gone = _("File not found.")
        file = seen_or_missing(StoredFile.objects.filter(purpose=self.purpose, owner_id=by.person_id), file_id, gone)
        if self.is_attached(file):
            raise NotSeen(gone)
        return file

    def discard(self, file_ids: Iterable[int]) -> None:
        """Delete stored documents that aren't attached to anything."""
        for file in StoredFile.objects.filter(pk__in=list(file_ids), purpose=self.purpose):
            if not self.is_attached(file):
                commands.remove(file)
