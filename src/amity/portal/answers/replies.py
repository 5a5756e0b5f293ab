"""Answers by reply: an approval where nothing speaks against it, and a question otherwise.

A reply counts only if the mailbox's provider vouches for its sender.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Q

from amity.accounts.models import Contact
from amity.gate import queries as gate
from amity.gate.answering.registry import always_by_code, carries_link
from amity.gate.answering.texts import whole_text
from amity.gate.models import Item
from amity.mailbox.messages.folding import above_quote
from amity.mailbox.messages.reply_words import is_approval
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import FROM, IN, ORDINARY
from amity.portal.answers import mails, rules
from amity.portal.answers.given import Given
from amity.portal.answers.models import Answer
from amity.portal.answers.recording import record
from amity.portal.released.rules import RELEASED
from amity.shared.actor import Actor
from amity.shared.command import command

MOST_SENT: Final = 30


def take(message_ids: Sequence[int], now: datetime) -> None:
    """Record the answers among emails that a mailbox has. Called again for the same ones, it records none twice."""
    rows = Message.objects.filter(
        pk__in=list(message_ids), direction=IN, kind=ORDINARY, headers_only=False, emptied_at=None, answer=None
    )  # fmt: skip
    waiting = rows.exclude(in_reply_to="").values_list("pk", "in_reply_to", "account_id")
    for pk, answered, account in list(waiting):
        item_id = _item_answered(answered, account)
        if item_id is not None:
            take_reply(message_id=pk, item_id=item_id, now=now)


def _item_answered(message_id: str, account_id: int) -> int | None:
    known = Item.objects.filter(message_id=f"<{message_id}>", account=account_id, state__in=RELEASED)
    return known.values_list("pk", flat=True).first()


@command
def take_reply(*, message_id: int, item_id: int, now: datetime) -> Answer | None:
    """Record one reply to an item that asks for an answer. Return None for one that is no answer, or known already."""
    list(Item.objects.select_for_update().filter(pk=item_id).values_list("pk", flat=True))
    item, message = gate.item_by_id(item_id), Message.objects.get(pk=message_id)
    if item is None or not carries_link(item) or Answer.objects.filter(message=message).exists():
        return None
    contact = _sender(message, item)
    if contact is None:
        return None
    words = _own_words(message, item)
    approves = message.vouched and not always_by_code(item) and is_approval(words, _names(item, contact))
    given = Given(rules.APPROVE if approves else rules.QUESTION, (words or message.reply)[: rules.WORDS_MOST])
    asked_before = Answer.objects.filter(item=item, contact=contact, way=rules.REPLY, choice=rules.QUESTION).exists()
    answer = record(
        item, contact, given, by=_actor(contact), way=rules.REPLY, now=now, confirmed=message.vouched, message=message
    )  # fmt: skip
    if not approves and not asked_before:
        mails.could_not_read(answer, now)
    return answer


def _sender(message: Message, item: Item) -> Contact | None:
    """Return the active contact of the item's account who sent an email."""
    names = MessageAddress.objects.filter(message=message, place=FROM).values_list("address", flat=True)
    mail = Q(pk__in=())
    for address in names:
        mail |= Q(mail__iexact=address)
    return Contact.objects.filter(mail, account=item.account_id, is_active=True).order_by("pk").first()


def _own_words(message: Message, item: Item) -> str:
    """Return what its author wrote above the quote, without anything that we sent to them in this thread."""
    rows = Message.objects.filter(thread=message.thread_id).exclude(direction=IN).order_by("-sent_at", "-pk")
    return above_quote(message.text, [whole_text(item), *rows.values_list("text", flat=True)[:MOST_SENT]])


def _names(item: Item, contact: Contact) -> list[str]:
    return [contact.name, contact.title, item.account.name, item.author.name]


def _actor(contact: Contact) -> Actor:
    return Actor(kind="contact", id=contact.pk, label=contact.name, through="mail")
