"""Which emails of a mailbox are with a client, by their headers alone, and taking those in portions."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import Error

from amity.agency.queries import limit
from amity.mailbox.connections.models import Place, ReadFolder
from amity.mailbox.connections.session import Heading
from amity.mailbox.messages import outcomes, queries
from amity.mailbox.messages.commands import accounts_for, take_messages
from amity.mailbox.messages.hooks import taken as taken_hooks
from amity.mailbox.messages.outcomes import Taken
from amity.mailbox.messages.parsing import ReadMail, Unreadable, read_mail
from amity.mailbox.messages.rules import AddressBook
from amity.mailbox.messages.vouching import Profile
from amity.mailbox.reading import hooks
from amity.mailbox.reading.work import Work
from amity.mailbox.rules import MAILBOX

log = logging.getLogger("amity.mailboxes")
MOST_AT_ONCE: Final = 50
MOST_BYTES_AT_ONCE: Final = 4_000_000
"""A portion is taken in one transaction, and this much of it is in memory."""
NEW: Final = frozenset({outcomes.TAKEN, outcomes.COMPLETED})


@dataclass(slots=True)
class Intake:
    """What is known of clients while a folder is read, and the portion that is being collected."""

    work: Work
    folder: ReadFolder
    book: AddressBook
    most_bytes: int
    _uids: list[int] = field(default_factory=list)
    _raws: list[bytes] = field(default_factory=list)
    _is_whole: bool = True

    @classmethod
    def begin(cls, work: Work, folder: ReadFolder) -> "Intake":
        """Return an intake with whom the agency knows now."""
        return cls(work, folder, queries.address_book(work.by), limit("mail.message_bytes"))

    def wanted(self, headings: Sequence[Heading]) -> list[Heading]:
        """Return the emails that are with a client."""
        read = [(one, mail) for one in headings if (mail := self._read(one.raw)) is not None]
        accounts = accounts_for(self.work.by, self.book, [mail for _one, mail in read])
        return [one for (one, _mail), account in zip(read, accounts, strict=True) if account is not None]

    def add(self, uid: int, raw: bytes, *, is_whole: bool) -> None:
        """Add an email to the portion. A full portion is taken first."""
        is_full = len(self._raws) >= MOST_AT_ONCE or sum(map(len, self._raws)) + len(raw) > MOST_BYTES_AT_ONCE
        if self._raws and (is_full or is_whole != self._is_whole):
            self.take()
        self._is_whole = is_whole
        self._uids.append(uid)
        self._raws.append(raw)

    def take(self) -> None:
        """Take the portion, and note where its emails are."""
        uids, raws = self._uids, self._raws
        self._uids, self._raws = [], []
        if not raws:
            return
        found = zip(uids, self._taken(raws), strict=True)
        places = []
        for uid, taken in found:
            self.work.taken += taken.outcome in NEW
            if taken.message_id is not None:
                places.append(self._place(uid, taken.message_id))
        Place.objects.bulk_create(places, ignore_conflicts=True)
        for act in (*taken_hooks, *hooks.read):
            act([place.message_id for place in places], self.work.now())

    def _taken(self, raws: Sequence[bytes]) -> Iterable[Taken]:
        """Take a portion. If one of its emails can't be written, the others are."""
        try:
            return self._take(raws)
        except Error:
            raise
        except Exception:
            log.exception("a portion of emails could not be written")
        return [self._alone(raw) for raw in raws]

    def _alone(self, raw: bytes) -> Taken:
        try:
            return self._take([raw])[0]
        except Error:
            raise
        except Exception:
            log.exception("an email could not be written")
            return Taken(outcomes.UNREADABLE)

    def _take(self, raws: Sequence[bytes]) -> Sequence[Taken]:
        return take_messages(
            by=self.work.by, raws=raws, source=MAILBOX, now=self.work.now(), headers_only=not self._is_whole,
            book=self.book, profile=Profile(self.work.connection.provider, self.work.connection.imap_host),
        )  # fmt: skip

    def _place(self, uid: int, message_id: int) -> Place:
        return Place(folder=self.folder, uidvalidity=self.folder.uidvalidity, uid=uid, message_id=message_id)

    def _read(self, raw: bytes) -> ReadMail | None:
        try:
            return read_mail(raw, self.work.now(), headers_only=True)
        except Unreadable:
            return None
