"""REST operations for threads and emails."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.mailbox.connections import rest as connection_rest
from amity.mailbox.messages import queries as message_queries
from amity.mailbox.router import router
from amity.mailbox.threads import queries

if TYPE_CHECKING:
    from amity.mailbox.models import Message

OPERATIONS = (connection_rest,)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]


class ThreadShape(Answered):
    """A thread of emails."""

    id: Id
    account_id: Id
    project_id: Id | None
    subject: str
    last_at: datetime


class AddressShape(Answered):
    """Someone whom an email names. A bare address is neither a contact nor a colleague."""

    place: Literal["from", "to", "cc", "bcc"]
    name: str
    address: str
    contact_id: Id | None
    person_id: Id | None


class AttachmentShape(Answered):
    """An attachment. `file_id` is empty where it wasn't stored."""

    name: str
    size: int
    file_id: Id | None


class EmailShape(Answered):
    """An email. `reply` is what its author wrote, `text` also has what it quotes."""

    id: Id
    thread_id: Id
    account_id: Id
    direction: Literal["in", "out"]
    kind: Literal["ordinary", "automatic", "bounce"]
    message_id: str
    in_reply_to: str
    subject: str
    sent_at: datetime
    reply: str
    text: str
    headers_only: bool
    addresses: list[AddressShape]
    attachments: list[AttachmentShape]


class ThreadsAsked(Asked):
    """Filters for the list of threads."""

    account_id: Id | None = None
    project_id: Id | None = None


class EmailsAsked(Asked):
    """Filters for the list of emails."""

    account_id: Id | None = None
    thread_id: Id | None = None
    direction: Literal["in", "out"] | None = None
    kind: Literal["ordinary", "automatic", "bounce"] | None = None


@reads(router, "/threads", Page[ThreadShape])
def list_threads(request: HttpRequest, asked: Query[ThreadsAsked]) -> dict[str, Any]:
    """List the threads of emails the caller can see."""
    rows = queries.threads_seen_by(asker(request)).select_related(None)
    return page(narrowed(rows, asked, "account_id", "project_id"), asked, ThreadShape.of)


@reads(router, "/threads/{int:thread_id}", ThreadShape)
def read_thread(request: HttpRequest, thread_id: Path[Id]) -> dict[str, Any]:
    """Return one thread of emails."""
    return ThreadShape.of(queries.thread_seen_by(asker(request), thread_id))


@reads(router, "/emails", Page[EmailShape])
def list_emails(request: HttpRequest, asked: Query[EmailsAsked]) -> dict[str, Any]:
    """List the emails the caller can see, with whom they name and their attachments."""
    rows = message_queries.messages_seen_by(asker(request)).select_related(None)
    rows = rows.prefetch_related(queries.with_addresses(), queries.with_files())
    return page(narrowed(rows, asked, "account_id", "thread_id", "direction", "kind"), asked, _shape)


@reads(router, "/emails/{int:email_id}", EmailShape)
def read_email(request: HttpRequest, email_id: Path[Id]) -> dict[str, Any]:
    """Return one email."""
    return _shape(message_queries.message_seen_by(asker(request), email_id))


def _shape(message: "Message") -> dict[str, Any]:
    addresses = [AddressShape.of(one) for one in message.addresses.all()]
    attachments = [AttachmentShape.of(one) for one in message.files.all()]
    return EmailShape.of(message, addresses=addresses, attachments=attachments)
