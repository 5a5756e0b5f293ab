"""Emails that colleagues sent to clients without the gate: its coverage counts them, and its checks read them."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import Case, DateTimeField, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Concat

from amity.gate.coverage.rules import ELSEWHERE, IMPORTED
from amity.gate.hooks import Conversation, Heard, Moment
from amity.gate.models import Item
from amity.mailbox.messages.queries import EMAIL, heard
from amity.mailbox.models import Message, MessageAddress
from amity.mailbox.rules import FROM, ORDINARY, OUT, UPLOAD
from amity.shared.numbers import whole_number
from amity.shared.rows.prepared import Given, Prepared, many

MOST_REPLIES: Final = 500


def gone_elsewhere(account_ids: Collection[int], since: Moment, until: Moment) -> QuerySet[Any, Any]:
    """Return when emails to the clients of some accounts were sent in a span of time, and how.

    Copies of what the gate released aren't among them.
    """
    sent = Message.objects.filter(account__in=account_ids, direction=OUT, kind=ORDINARY)
    rows = sent.filter(~_released("message_id"), sent_at__gte=since, sent_at__lt=until)
    how = Case(When(source=UPLOAD, then=Value(IMPORTED)), default=Value(ELSEWHERE))
    return rows.order_by().values_list("sent_at", how)


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
    return LEFT.rows({
        "contact": {pk for about in conversations for pk in about.contact_ids},
        "message__account": {about.account_id for about in conversations},
        "since": min(about.since for about in conversations),
    })  # fmt: skip


def _left_to_given() -> QuerySet[MessageAddress]:
    rows = MessageAddress.objects.filter(
        ~_released("message__message_id"), many("contact"), many("message__account"), message__direction=OUT,
        message__kind=ORDINARY, message__sent_at__gte=Given("since", DateTimeField()),
    ).exclude(place=FROM)  # fmt: skip
    rows = rows.select_related("message__thread").defer("message__text", "message__html", "message__reply")
    return rows.order_by("-message__sent_at", "-message")[:MOST_REPLIES]


LEFT: Final = Prepared(_left_to_given)


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


def _released(column: str) -> Exists:
    """Return the condition that a column has the Message-ID of an item that the gate released, which has brackets."""
    ours = Item.objects.exclude(message_id="").filter(message_id=Concat(Value("<"), OuterRef(column), Value(">")))
    return Exists(ours)
