"""Where a record comes from: a talk or an email, as far as the record needs to know."""

from dataclasses import dataclass
from datetime import datetime

from amity.accounts.models import Account
from amity.conversations.models import Note
from amity.conversations.rules import EMAIL
from amity.mailbox.models import Message


@dataclass(frozen=True, slots=True)
class Origin:
    """The account, the project, the moment and the kind of a talk or an email."""

    account: Account
    project_id: int | None
    held_at: datetime
    kind: str

    @property
    def account_id(self) -> int:
        """Return the account's id."""
        return self.account.pk


def of_note(note: Note) -> Origin:
    """Return a note as the origin of records."""
    return Origin(note.account, note.project_id, note.held_at, note.kind)


def of_email(message: Message) -> Origin:
    """Return an email as the origin of records."""
    return Origin(message.account, message.thread.project_id, message.sent_at, EMAIL)
