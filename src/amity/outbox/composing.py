"""The email that goes to the mail server for one message."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from amity.files.queries import opened
from amity.outbox import queries, rules
from amity.outbox.models import Message


class OneOfSeveral(EmailMessage):
    """An email that shows all its recipients and goes to one of them."""

    goes_to: str = ""

    def recipients(self) -> list[str]:
        """Return the address that the server gets."""
        return [self.goes_to]


def composed(message: Message, connection: Any) -> EmailMessage:
    """Return the email of a message. Its Message-ID is the same at each try."""
    shown = message.shown
    mail = OneOfSeveral(
        subject=message.subject,
        body=rules.written(message.body, message.secret),
        from_email=shown.get("From") or settings.DEFAULT_FROM_EMAIL,
        to=shown.get("To") or [message.to],
        cc=shown.get("Cc") or [],
        reply_to=shown.get("Reply-To") or [],
        connection=connection,
        attachments=_attachments(message),
        headers={"Message-ID": message.message_id or _own_id(message), **_way_out(message)},
    )
    mail.goes_to = message.to
    return mail


def _way_out(message: Message) -> dict[str, str]:
    """Return the header by which mail programs offer to unsubscribe, for emails that no one asked for."""
    address = message.shown.get("List-Unsubscribe")
    return {"List-Unsubscribe": address} if isinstance(address, str) else {}


def _own_id(message: Message) -> str:
    domain = queries.sender_address().rpartition("@")[2] or "localhost"
    return f"<{message.pk}.{int(message.created_at.timestamp())}@{domain}>"


def _attachments(message: Message) -> Sequence[tuple[str, bytes, str]]:
    found = []
    for file in message.files.order_by("pk"):
        with opened(file) as content:
            found.append((file.name, content.read(), file.content_type))
    return found
