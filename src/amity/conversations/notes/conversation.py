"""Notes and the decisions in them, in the conversation of their account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, seen_rows
from amity.conversations.emails.models import EmailPoint
from amity.conversations.models import Note, NotePerson, NotePoint
from amity.conversations.notes.marks import marked_lines
from amity.conversations.notes.wording import KINDS
from amity.conversations.rules import DECISION
from amity.mailbox.models import Message
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor

OF_EMAIL: Final = "email_decision"
PLACES: Final = {DECISION: "conversations:note", OF_EMAIL: "mailbox:thread"}
"""The page of what a decision was taken from."""
MOST_SHOWN: Final = 240
"""Characters of a note of which the conversation shows the lines without a mark: the others have become events."""


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    seen = seen_rows(Note.objects.all(), by, account)
    decisions = seen_rows(NotePoint.objects.filter(mark=DECISION), by, account, "note")
    read = Message.objects.visible_to(person_of(by)).filter(pk=OuterRef("message_id"))
    return (
        Rows(
            rows=seen, direction=FROM_CLIENT, at="held_at", of_contact=_with_contact, of_colleague=_with_colleague,
            columns=Columns(
                what="kind", title="title", note=Left("text", MOST_SHOWN + 1), about="pk", project="project"
            ),
        ),
        Rows(
            rows=decisions, direction=FROM_CLIENT, at="note__held_at", account="note__account",
            columns=Columns(
                what="mark", title="text", about="note_id", contact="stated_by", project="note__project",
            ),
        ),
        Rows(
            rows=EmailPoint.objects.filter(Exists(read), mark=DECISION), direction=FROM_CLIENT,
            at="message__sent_at", account="message__account",
            columns=Columns(
                what=Value(OF_EMAIL), title="text", about="message__thread_id", contact="stated_by",
                project="message__thread__project",
            ),
        ),
    )  # fmt: skip


def _with_contact(contact_id: int) -> Q:
    return Q(pk__in=NotePerson.objects.filter(contact=contact_id, was_absent=False).values("note"))


def _with_colleague(person: Person) -> Q:
    return Q(pk__in=NotePerson.objects.filter(person=person, was_absent=False).values("note"))


def _events(_by: Actor, _account: Account, rows: Sequence[Row]) -> Sequence[Event]:
    notes = [row.pk for row in rows if row.what not in (DECISION, OF_EMAIL)]
    took_part = NotePerson.objects.filter(note__in=notes, was_absent=False).select_related("contact", "person")
    people: dict[int, list[NotePerson]] = {}
    for one in took_part.order_by("pk") if notes else ():
        people.setdefault(one.note_id, []).append(one)
    now = timezone.now()
    return [
        _decision(row) if row.what in PLACES else _note(row, people.get(row.pk, ()), now) for row in rows
    ]  # fmt: skip


def _note(row: Row, people: Sequence[NotePerson], now: datetime) -> Event:
    planned = row.at is not None and row.at > now
    marked = {line.number for line in marked_lines(row.note)}
    text = " ".join(line for number, line in enumerate(row.note.splitlines(), 1) if number not in marked)
    if len(row.note) > MOST_SHOWN:
        text = f"{text.rstrip()}…"
    return Event(
        kind=_("Planned talk") if planned else _("Note"),
        title=row.title,
        address=reverse("conversations:note", args=[row.about]),
        text=text,
        how=KINDS[row.what],
        contacts=[(one.contact.pk, one.contact.name) for one in people if one.contact],
        colleagues=[one.person.name for one in people if one.person],
    )


def _decision(row: Row) -> Event:
    return Event(kind=_("Decision"), title=row.title, address=reverse(PLACES[row.what], args=[row.about]))


def register() -> None:
    """Register the source of notes."""
    sources.register(Source(key="notes", order=10, label=lazy("Notes"), rows=_rows, events=_events))
