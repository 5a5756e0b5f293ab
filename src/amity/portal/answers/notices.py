"""Notifications about answers, and emails about documents: author, account manager and the subject's team."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.accounts.queries import manager_on
from amity.gate.answering.registry import asks_signature, effect_of
from amity.gate.models import Item
from amity.notifications import rules as kinds
from amity.notifications.commands import notify
from amity.outbox import rules as outgoing
from amity.outbox.models import Message
from amity.people.models import Person
from amity.portal.answers import mails, rules
from amity.portal.answers.models import Answer
from amity.portal.answers.wording import document_of, sentence_of


def answered(answer: Answer, now: datetime) -> None:
    """Tell what a contact answered. A decision about a document to sign is worth an email too."""
    _tell(answer, lambda: sentence_of(answer), now)
    if answer.choice in rules.DECISIONS and answer.state != rules.SCANNER and asks_signature(answer.item):
        for person in senders_of(answer.item, now):
            mails.document_answered(answer, person, now)


def held(answer: Answer, contact: Contact, now: datetime) -> None:
    """Tell that the client asked to hold on."""
    names = {"who": contact.name, "what": document_of(answer.item)}
    _tell(answer, lambda: _("%(who)s asks to hold on after approving “%(what)s”") % names, now)


def receipt_lost(message: Message, now: datetime) -> None:
    """Tell that the email that confirms a signature wasn't delivered."""
    if message.state != outgoing.FAILED:
        return
    answer = Answer.objects.select_related("contact", "item__author", "item__account").filter(receipt=message).first()
    if answer is not None:
        names = {"who": answer.contact.name, "what": document_of(answer.item)}
        _tell(answer, lambda: _("%(who)s didn’t get the email that confirms they signed “%(what)s”") % names, now)


def people_of(item: Item, now: datetime) -> list[Person]:
    """Return who is told about answers to an item, each once."""
    effect = effect_of(item)
    team: Iterable[Person] = effect.team(item) if effect is not None and effect.team is not None else ()
    return list({one.pk: one for one in (*senders_of(item, now), *team)}.values())


def senders_of(item: Item, now: datetime) -> list[Person]:
    """Return the author of an item and the account manager, each once."""
    found = [item.author, manager_on(item.account, timezone.localdate(now))]
    return list({one.pk: one for one in found if one is not None}.values())


def _tell(answer: Answer, text: Callable[[], str], now: datetime) -> None:
    path = reverse("gate:item", args=[answer.item_id])
    for person in people_of(answer.item, now):
        notify(
            person=person, kind=kinds.OUTGOING, text=text, path=path, now=now, account=answer.item.account.name,
            waits=("answers", answer.pk),
        )  # fmt: skip
