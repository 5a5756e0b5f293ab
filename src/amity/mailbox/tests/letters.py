"""Emails as bytes, for tests."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count

from amity.gate.models import Item
from amity.outbox.models import Message
from tests.builders import MONDAY

_number = count(1)


def letter(
    sender: str = "Dana Whitlock <dana@osprey.example>", to: str = "Mara <mara@halden.example>", *, text: str = "Hello",
    subject: str = "Station map", message_id: str = "", answers: str = "", references: str = "", html: str = "",
    sent_at: datetime = MONDAY, headers: dict[str, str] | None = None, cc: str = "",
) -> bytes:  # fmt: skip
    """Return an email from Dana to Mara. `answers` is the id of the email that it answers."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = f"<{message_id or f'letter-{next(_number)}@osprey.example'}>"
    for name, value in {"In-Reply-To": answers, "References": references}.items():
        if value:
            message[name] = " ".join(f"<{one}>" for one in value.split())
    if cc:
        message["Cc"] = cc
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def bounce(
    sent: Item | Message, address: str = "dana@client.example", action: str = "failed", status: str = "5.1.1"
) -> bytes:
    """Return an email of ours that a mail server returned because it couldn't deliver it to an address."""
    return (
        "From: MAILER-DAEMON@mx.agency.example\nTo: mara@agency.example\nSubject: Undelivered Mail Returned to Sender\n"
        "Message-ID: <b1@mx.agency.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI'm sorry.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.agency.example\n\n"
        f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {sent.message_id}\nSubject: {sent.subject}\n--b--\n"
    ).encode()
