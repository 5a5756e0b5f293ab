"""Emails as bytes, for tests."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count

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
