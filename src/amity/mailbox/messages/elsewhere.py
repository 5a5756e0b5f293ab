"""Emails that colleagues sent to clients without the gate: its coverage counts them, and its checks read them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from amity.gate.hooks import Conversation, Gone, Heard
from amity.gate.models import Item
from amity.mailbox.messages.queries import EMAIL, heard, in_portions
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import FROM, ORDINARY, OUT, UPLOAD
from amity.shared.numbers import whole_number

MOST_REPLIES: Final = 500


def gone_elsewhere(account_ids: Collection[int], since: datetime, until: datetime) -> Iterable[Gone]:
    """Return emails to the clients of some accounts in a span of time, without copies of what the gate released."""
    sent = Message.objects.filter(account__in=account_ids, direction=OUT, kind=ORDINARY)
    rows = list(
        sent.filter(sent_at__gte=since, sent_at__lt=until).values_list("sent_at", "source", "message_id")
    )  # fmt: skip
    released = _released([message_id for _at, _source, message_id in rows])
    return [Gone(at, source == UPLOAD) for at, source, message_id in rows if _bracketed(message_id) not in released]


def newest_replies(conversations: Collection[Conversation]) -> Mapping[Conversation, Heard]:
    """Return our newest email in each conversation that didn't go through the gate, for all conversations at once.

    It is in the thread of the message that is answered, or in one with the same subject.
    """
    left, threads = _left(conversations), _threads_answered(conversations)
    newest = {}
    for about in conversations:
        thread = threads.get(about.answers)
        one = next((row for row in left if _belongs(row, about, thread)), None)
        if one is not None:
            newest[about] = one.message_id
    messages = Message.objects.prefetch_related("addresses").in_bulk(set(newest.values())) if newest else {}
    return {about: _heard(messages[pk]) for about, pk in newest.items()}


def _left(conversations: Collection[Conversation]) -> list[MessageAddress]:
    """Return whom emails of ours name as recipients since the first conversation began, the newest email first."""
    rows = MessageAddress.objects.filter(
        contact__in={pk for about in conversations for pk in about.contact_ids},
        message__account__in={about.account_id for about in conversations}, message__direction=OUT,
        message__kind=ORDINARY, message__sent_at__gte=min(about.since for about in conversations),
    ).exclude(place=FROM)  # fmt: skip
    rows = rows.select_related("message__thread").defer("message__text", "message__html", "message__reply")
    found = list(rows.order_by("-message__sent_at", "-message")[:MOST_REPLIES])
    released = _released({row.message.message_id for row in found})
    return [row for row in found if _bracketed(row.message.message_id) not in released]


def _threads_answered(conversations: Collection[Conversation]) -> Mapping[str, int]:
    """Return the thread of each message that is answered, by the reference to it."""
    numbers = {about.answers: whole_number(about.answers.removeprefix(EMAIL)) for about in conversations}
    known = {answers: number for answers, number in numbers.items() if answers.startswith(EMAIL) and number}
    rows = Message.objects.filter(pk__in=set(known.values())).values_list("pk", "thread_id") if known else ()
    threads = dict(rows)
    return {answers: threads[number] for answers, number in known.items() if number in threads}


def _belongs(row: MessageAddress, about: Conversation, thread: int | None) -> bool:
    email = row.message
    if email.account_id != about.account_id or row.contact_id not in about.contact_ids or email.sent_at < about.since:
        return False
    return email.thread_id == thread or (bool(about.matter) and email.thread.subject.casefold() == about.matter)


def _heard(email: Message) -> Heard:
    sender = next((one for one in email.addresses.all() if one.place == FROM), None)
    return heard(email, sender.name if sender else "")


def _released(message_ids: Iterable[str]) -> set[str]:
    """Return which Message-IDs are those of items that the gate released."""
    released: set[str] = set()
    for some in in_portions([_bracketed(one) for one in message_ids if one]):
        released |= set(Item.objects.filter(message_id__in=some).values_list("message_id", flat=True))
    return released


def _bracketed(message_id: str) -> str:
    """Return a Message-ID as the gate writes it."""
    return f"<{message_id.strip('<>')}>"
