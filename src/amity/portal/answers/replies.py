"""Answers by reply: an approval where nothing speaks against it, a correction of a contact report, or a question.

A reply counts only if the mailbox's provider vouches for its sender.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db.models import Q

from amity.accounts.models import Contact
from amity.gate import queries as gate
from amity.gate.answering.registry import always_by_code, asks_question, carries_link, takes_corrections
from amity.gate.answering.texts import whole_text
from amity.gate.models import Item
from amity.mailbox.messages.folding import above_quote
from amity.mailbox.messages.question_words import is_question
from amity.mailbox.messages.reply_words import answers, is_approval, is_courtesy
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
    """Record one reply to an item that asks for an answer, or to the reminder of a report.

    Return None for one that is no answer, or known already.
    """
    list(Item.objects.select_for_update().filter(pk=item_id).values_list("pk", flat=True))
    item, message = gate.item_by_id(item_id), Message.objects.get(pk=message_id)
    if item is None or Answer.objects.filter(message=message).exists():
        return None
    contact = _sender(message, item)
    if contact is None or not (carries_link(item) or takes_corrections(item) or asks_question(item)):
        return None
    words, names = _own_words(message, item), _names(item, contact)
    choice = _choice(item, message, words, names)
    if not choice:
        return None
    given = Given(choice, (words or message.reply)[: rules.WORDS_MOST])
    answer = record(
        item, contact, given, by=_actor(contact), way=rules.REPLY, now=now, confirmed=message.vouched, message=message
    )  # fmt: skip
    counts = answer.state in rules.EFFECTIVE or not _asks_to_decide(item, message, words, names)
    if not counts and not _is_repeated(answer):
        mails.nothing_decided(answer, now)
    return answer


def _choice(item: Item, message: Message, words: str, names: Sequence[str]) -> str:
    """Return what a reply chooses: an answer to our question, an approval or a correction, otherwise a question.

    A reply to a reminder that only thanks for it is no answer: "".
    """
    if asks_question(item):
        return rules.ANSWER if answers(words, names) else ""
    agrees = is_approval(words, names)
    if agrees and message.vouched and not always_by_code(item):
        return rules.APPROVE
    only_thanks = is_courtesy(words, names)
    corrects = not agrees and not only_thanks and not is_question(words, names)
    if takes_corrections(item) and message.vouched and corrects:
        return rules.CHANGES
    return rules.QUESTION if carries_link(item) or not only_thanks else ""


def _asks_to_decide(item: Item, message: Message, words: str, names: Sequence[str]) -> bool:
    """Return whether a reply may have been meant to decide. A question about a contact report isn't."""
    only_asks = takes_corrections(item) and message.vouched and is_question(words, names)
    return carries_link(item) and not only_asks


def _is_repeated(answer: Answer) -> bool:
    """Return whether an earlier reply of the same contact to the same item came to the same, so that they know."""
    rows = Answer.objects.filter(item=answer.item_id, contact=answer.contact_id, way=rules.REPLY, state=answer.state)
    return rows.exclude(pk=answer.pk).exists()


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
