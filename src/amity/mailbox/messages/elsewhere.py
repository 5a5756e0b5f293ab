"""Emails that colleagues sent to clients without the gate, which its coverage counts."""

from collections.abc import Collection, Iterable
from datetime import datetime

from amity.gate.hooks import Gone
from amity.gate.models import Item
from amity.mailbox.messages.queries import in_portions
from amity.mailbox.models import Message
from amity.mailbox.rules import ORDINARY, OUT, UPLOAD


def gone_elsewhere(account_ids: Collection[int], since: datetime, until: datetime) -> Iterable[Gone]:
    """Return emails to the clients of some accounts in a span of time, without copies of what the gate released."""
    sent = Message.objects.filter(account__in=account_ids, direction=OUT, kind=ORDINARY)
    rows = list(
        sent.filter(sent_at__gte=since, sent_at__lt=until).values_list("sent_at", "source", "message_id")
    )  # fmt: skip
    ids = [_bracketed(message_id) for _at, _source, message_id in rows if message_id]
    released: set[str] = set()
    for some in in_portions(ids):
        released |= set(Item.objects.filter(message_id__in=some).values_list("message_id", flat=True))
    return [Gone(at, source == UPLOAD) for at, source, message_id in rows if _bracketed(message_id) not in released]


def _bracketed(message_id: str) -> str:
    """Return a Message-ID as the gate writes it."""
    return f"<{message_id.strip('<>')}>"
