"""What the outbox tells of an item's emails, and what it asks before one leaves."""

from datetime import datetime
from email.utils import parseaddr

from amity.audit import trail
from amity.gate import hooks, moves, queries, rules
from amity.gate.answering.texts import whole_text
from amity.gate.bundles import members
from amity.gate.items import notices
from amity.gate.items.freezing import is_unchanged
from amity.gate.models import Item, Recipient
from amity.gate.subjects.deliveries import record_sent
from amity.jobs.registry import actor_of_job
from amity.outbox import rules as outgoing
from amity.outbox.models import Message

TROUBLE = (outgoing.UNKNOWN, outgoing.FAILED)


def is_released(release_id: int, to: str) -> bool:
    """Return whether an item is released, and an address is that of one of its recipients."""
    return Recipient.objects.filter(item=release_id, item__state=rules.RELEASED, address=to).exists()


def may_leave(message: Message) -> bool:
    """Return whether an email is still exactly what was released: subject, text, addresses and files."""
    item = queries.item_by_id(message.release_id or 0)
    if item is None or item.state not in (rules.RELEASED, *rules.NOT_DELIVERED, rules.SENT) or not is_unchanged(item):
        return False
    own = next((one for one in item.recipients.all() if one.message_id == message.pk), None)
    files = {one.file_id for one in item.files.all()} == set(message.files.values_list("pk", flat=True))
    shown = parseaddr(message.shown.get("From", ""))[1]
    return own is not None and files and shown == (item.sender or shown) and (
        message.to, message.subject, message.body, message.sender
    ) == (own.address, item.subject, whole_text(item), item.sender)  # fmt: skip


def ended(message: Message, now: datetime) -> None:
    """Set an item's state from those of all its emails, once one of them has ended or a person has decided."""
    if message.release_id is None:
        return
    item = Item.objects.select_for_update(of=("self",)).select_related("author", "account").get(pk=message.release_id)
    by = actor_of_job(item.author_id, item.author.name)
    if message.state == outgoing.SENT:
        record_sent(item, message.gate_recipient, by, now)
    states = set(Recipient.objects.filter(item=item).values_list("message__state", flat=True))
    state = _state(states)
    if state == item.state:
        return
    first = state == rules.SENT and item.sent_at is None
    rows = Item.objects.filter(pk=item.pk)
    rows.update(state=state, changed_at=now, **({"sent_at": message.sent_at or now} if first else {}))
    item.state = state
    if state in (rules.SENT, rules.UNDELIVERED) and message.claimed_at is not None:
        verb = "sent" if state == rules.SENT else "bounced" if message.has_bounced else "unsent"
        moves.note(item, verb, by=by, now=now, words=message.to if verb == "bounced" else message.last_error)
        action = "outgoing.sent" if state == rules.SENT else "outgoing.undelivered"
        trail.record(action, subject=item, by=by, at=now, changes={"reply": message.reply or message.last_error})
    members.follow(item, by, now, **({"sent_at": message.sent_at or now} if first else {}))
    if first:
        hooks.tell(hooks.on_sent, item, by, now)
    if state == rules.UNDELIVERED:
        notices.undelivered(item, now)


def _state(states: set[str]) -> str:
    if states & set(TROUBLE):
        return rules.UNDELIVERED
    if outgoing.KEPT in states:
        return rules.STORED
    return rules.SENT if states == {outgoing.SENT} else rules.RELEASED
