"""Documents attached to something: stored before any transaction is open, attached in it, discarded where it fails."""

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
    """Documents of one purpose: `limit` gives the most bytes of one, `is_attached` whether something has it already."""

    purpose: str
    limit: Callable[[], int]
    is_attached: Callable[[StoredFile], bool]

    def store(self, *, by: Actor, name: str, chunks: Iterable[bytes], now: datetime) -> StoredFile:
        """Store a document. Raises `Invalid` for a file of another kind, or one whose bytes don't fit its name."""
        return commands.store(
            by=by, name=name, chunks=chunks, limit=self.limit(), now=now, purpose=self.purpose, accept=rules.DOCUMENTS
        )

    def to_attach(self, by: Actor, file_id: int) -> StoredFile:
        """Return a document that the actor stored and that nothing has yet, or raise `NotSeen`."""
        gone = _("File not found.")
        file = seen_or_missing(StoredFile.objects.filter(purpose=self.purpose, owner_id=by.person_id), file_id, gone)
        if self.is_attached(file):
            raise NotSeen(gone)
        return file

    def discard(self, file_ids: Iterable[int]) -> None:
        """Delete documents that were stored and attached to nothing."""
        for file in StoredFile.objects.filter(pk__in=list(file_ids), purpose=self.purpose):
            if not self.is_attached(file):
                commands.remove(file)
