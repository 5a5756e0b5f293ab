"""REST operations for connected mailboxes. No operation has a secret."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.mailbox.connections import commands, queries
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.router import SETUP, router

if TYPE_CHECKING:
    from amity.mailbox.connections.models import Connection

State = Literal["new", "read", "refused", "unreachable"]


class MailboxShape(Answered, value=MailboxFields):
    """A connected mailbox, and how reading it goes, without its login. One without an account is a person's own.

    `fault` is the code of the last error. `seen` and `taken` count the emails that were looked at, and those taken.
    """

    id: Id
    version: int
    person_id: Id
    account_id: Id | None
    method: Literal["password", "oauth"]
    connected_at: datetime
    paused_at: datetime | None
    state: State
    fault: str
    last_read_at: datetime | None
    next_try_at: datetime | None
    seen: int
    taken: int


class MailboxesAsked(Asked):
    """Filters for the list of mailboxes."""

    account_id: Id | None = None


@reads(router, "/mailboxes", Page[MailboxShape])
def list_mailboxes(request: HttpRequest, asked: Query[MailboxesAsked]) -> dict[str, Any]:
    """List the caller’s own mailboxes, and the shared ones of their accounts."""
    rows = narrowed(queries.connections_seen_by(asker(request)), asked, "account_id")
    return page(rows, asked, _shape)


@reads(router, "/mailboxes/{int:connection_id}", MailboxShape)
def read_mailbox(request: HttpRequest, connection_id: Path[Id]) -> dict[str, Any]:
    """Return one mailbox."""
    return _shape(queries.connection_seen_by(asker(request), connection_id))


@writes(router, "POST", "/mailboxes/{int:connection_id}/pause", MailboxShape, scope=SETUP)
def pause_mailbox(request: HttpRequest, connection_id: Path[Id]) -> dict[str, Any]:
    """Stop reading a mailbox. What was read stays."""
    return _shape(commands.pause_mailbox(by=asker(request), connection_id=connection_id, now=timezone.now()))


@writes(router, "POST", "/mailboxes/{int:connection_id}/resume", MailboxShape, scope=SETUP)
def resume_mailbox(request: HttpRequest, connection_id: Path[Id]) -> dict[str, Any]:
    """Read a paused mailbox again, from where reading stopped."""
    return _shape(commands.resume_mailbox(by=asker(request), connection_id=connection_id, now=timezone.now()))


def _shape(row: "Connection") -> dict[str, Any]:
    reading = row.reading
    own = {name: getattr(row, name) for name in OWN}
    return own | {name: getattr(reading, name) for name in OF_READING}


OF_READING = ("state", "fault", "last_read_at", "next_try_at", "seen", "taken")
OWN = tuple(name for name in MailboxShape.model_fields if name not in OF_READING)
