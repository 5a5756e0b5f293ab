"""Where a request comes from: the lines of notes and the emails in which the client asked."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from amity.conversations.emails.models import EmailPoint
from amity.conversations.models import Note, NotePoint
from amity.conversations.notes.page import address_of
from amity.mailbox.models import Message
from amity.people.queries import person_of
from amity.scope.models import Request
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Source:
    """A note or an email in which a client asked: its title and page, when, and the words.

    `is_again` if the request had been received on an earlier day.
    """

    title: str
    address: str
    at: datetime
    words: str
    is_again: bool


def sources_of(by: Actor, request: Request) -> list[Source]:
    """Return the notes and emails that the actor can read and that a request comes from, oldest first."""
    person = person_of(by)
    notes = NotePoint.objects.filter(request=request, note__in=Note.objects.visible_to(person)).select_related("note")
    emails = EmailPoint.objects.filter(request=request, message__in=Message.objects.visible_to(person))

    def is_again(at: datetime) -> bool:
        return timezone.localdate(at) > request.asked_on

    found = [
        Source(one.note.title, address_of(one.note), one.note.held_at, one.text, is_again(one.note.held_at))
        for one in notes
    ]
    found += [
        Source(
            str(one.message.thread), reverse("mailbox:thread", args=[one.message.thread_id]), one.message.sent_at,
            one.text, is_again(one.message.sent_at),
        )
        for one in emails.select_related("message__thread")
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.at)
