"""The answer on the page of a declined request: its emails, and the button that writes one."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.subjects.queries import Sending, has_open, sendings_of
from amity.people.queries import person_of
from amity.scope import places
from amity.scope.declining import sending
from amity.scope.declining.rules import DECLINED_REQUEST
from amity.scope.declining.sending import is_declined, may_answer
from amity.scope.models import Request
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """The emails that answer a declined request, and whether the reader can write another."""

    sendings: list[Sending]
    may_answer: bool


def register() -> None:
    """Register the email among what is sent to clients, and its section on the page of a request."""
    sending.register()
    label = lazy("Answer to the client")
    places.sections.register(
        places.RequestSection(key="answer", order=3, label=label, template="scope/answer.html", of=answer_of)
    )


def answer_of(by: Actor, row: Request) -> AnswerCard | None:
    """Return the answer card of a declined request, None if it has no emails and the reader can't write one."""
    if not is_declined(row):
        return None
    sendings = sendings_of(by, DECLINED_REQUEST, [row.pk]).get(row.pk, [])
    allowed = bool(may_answer(person_of(by), row)) and not has_open(sendings)
    return AnswerCard(sendings, allowed) if sendings or allowed else None


def offered(by: Actor, row: Request, sentence: str) -> str:
    """Return a sentence, followed by a link to the email for a declined request that the actor can answer."""
    if not may_answer(person_of(by), row):
        return sentence
    label = _("Email %(who)s") % {"who": row.contact.name} if row.contact else _("Email the client")
    return format_html('{} <a href="{}">{}</a>', sentence, reverse("scope:answer", args=[row.pk]), label)
