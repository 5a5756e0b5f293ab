"""Record that emails to clients came back. A bounce is no proof: its list of what wasn't delivered is for a person."""

from datetime import datetime

from amity.gate.models import Recipient
from amity.mailbox.bounces.reading import failed_in
from amity.mailbox.bounces.rules import ids_in
from amity.outbox.commands import came_back
from amity.outbox.models import Message
from amity.shared.command import command


@command
def record_bounce(raw: bytes, now: datetime) -> int:
    """Mark what a bounce returns as not delivered. Return how many emails that were, 0 if it is read again."""
    ids, failed = ids_in(raw), failed_in(raw)
    if not ids or not failed:
        return 0
    rows = Recipient.objects.filter(item__message_id__in=ids, address__in=failed).exclude(message=None)
    returned = [one.message_id or 0 for one in rows.order_by("pk")]
    returned += Message.objects.filter(message_id__in=ids, release_id=None, to__in=failed).values_list("pk", flat=True)
    reason = ", ".join(sorted(failed))
    return sum(came_back(one, f"came back: {reason}"[:300], now) for one in returned)
