"""What the author of an email to the gate gets back, in their language."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.gate.items.sentences import saved_sentence
from amity.gate.models import Item
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.ui.reader_format import in_their_ways

KIND = "to_gate"


def refused(person: Person, subject: str, sentence: str, now: datetime) -> None:
    """Answer that nothing was taken, and why."""
    with in_their_ways(person):
        names = {"subject": subject or _("(no subject)")}
        _send(person, _("Not taken: %(subject)s") % names, now, _("Nothing was sent to the client."), sentence)


def taken(person: Person, item: Item, sentence: str, now: datetime) -> None:
    """Answer what became of the email. With a sentence it stays a draft, which says why."""
    with in_their_ways(person):
        names = {"subject": str(item)}
        if sentence:
            page = settings.ENVIRONMENT.url + reverse("gate:edit_email", args=[item.pk])
            title = _("Saved as a draft: %(subject)s") % names
            _send(person, title, now, sentence, _("Finish it here:"), page)
        else:
            page = settings.ENVIRONMENT.url + reverse("gate:item", args=[item.pk])
            _send(person, _("Received: %(subject)s") % names, now, saved_sentence(item), page)


def _send(person: Person, subject: str, now: datetime, *paragraphs: str) -> None:
    why = _("You received this email because you wrote to the address of Going out.")
    body = letter(person.name, *paragraphs, why=why)
    queue(
        audience=outgoing.STAFF, kind=KIND, to=person.mail or "", name=person.name, subject=subject[:300], body=body,
        now=now,
    )  # fmt: skip
