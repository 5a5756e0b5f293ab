"""The demo agency's emails with three clients, taken as an import would."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Final

from amity.accounts.models import Contact
from amity.mailbox.messages.commands import take_messages
from amity.mailbox.rules import UPLOAD
from amity.people.models import Person
from amity.shared.stories import NADIA, Crew, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Mailed:
    """An email some days ago, with its people by name. `answers` is the key of another."""

    key: str
    days_ago: int
    hour: int
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    minute: int = 0
    copied: tuple[str, ...] = ()
    answers: str = ""
    automatic: bool = False


def story(crew: Crew, *, now: datetime) -> None:
    """Take the emails of the last days, with what each answers quoted below."""
    mailed = {one.key: one for one in rows(TABLES, Mailed, "emails")}
    take_messages(
        by=crew.acting(NADIA), raws=[_raw(one, mailed, now) for one in mailed.values()], source=UPLOAD, now=now
    )  # fmt: skip


def _raw(mailed: Mailed, others: dict[str, Mailed], now: datetime) -> bytes:
    message = EmailMessage()
    message["From"] = _address(mailed.sender)
    message["To"] = ", ".join(map(_address, mailed.to))
    if mailed.copied:
        message["Cc"] = ", ".join(map(_address, mailed.copied))
    message["Subject"] = mailed.subject
    message["Date"] = format_datetime(_sent_at(mailed, now))
    message["Message-ID"] = f"<{mailed.key}@demo.example>"
    answered = others.get(mailed.answers)
    if answered is not None:
        message["In-Reply-To"] = f"<{answered.key}@demo.example>"
    if mailed.automatic:
        message["Auto-Submitted"] = "auto-replied"
    message.set_content(mailed.text.strip() + (_quoted(answered, now) if answered and not mailed.automatic else ""))
    return message.as_bytes()


def _quoted(answered: Mailed, now: datetime) -> str:
    lines = "\n".join(f"> {line}".rstrip() for line in answered.text.strip().splitlines())
    sent_at = _sent_at(answered, now)
    return f"\n\nOn {sent_at:%a, %d %b %Y at %H:%M}, {_address(answered.sender)} wrote:\n{lines}\n"


def _sent_at(mailed: Mailed, now: datetime) -> datetime:
    day = now - timedelta(days=mailed.days_ago)
    return min(day.replace(hour=mailed.hour, minute=mailed.minute, second=0, microsecond=0), now)


def _address(name: str) -> str:
    contact = Contact.objects.filter(name=name).first()
    mail = contact.mail if contact else Person.objects.get(name=name).mail
    return formataddr((name, mail or ""), charset="utf-8")
