"""Queue an email to a colleague, in their language and formats."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from amity.outbox import commands as outbox
from amity.outbox import rules as mailing
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.ui.reader_format import in_their_ways


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of an email: subject, paragraphs with one link, and why the recipient gets it."""

    subject: str
    paragraphs: tuple[str, ...]
    why: str


def mail_person(person: Person, kind: str, write: Callable[[], Letter], *, now: datetime, secret: str = "") -> None:
    """Queue an email to a person who has an address. `write` is called in their language. `secret` is its link."""
    if not person.mail:
        return
    with in_their_ways(person):
        words = write()
        outbox.queue(
            audience=mailing.STAFF,
            kind=kind,
            to=person.mail,
            name=person.name,
            subject=words.subject,
            body=letter(person.name, *words.paragraphs, why=words.why),
            secret=secret,
            now=now,
        )
