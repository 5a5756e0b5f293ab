"""Reads of the outbox."""

import secrets
from collections import Counter
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from amity.outbox import policy, rules
from amity.outbox.models import Message
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing


def mail_server_configured() -> bool:
    """Return whether email can be sent. Without a server it is only stored."""
    return not settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))


def sender_address() -> str:
    """Return the bare address from which Amity sends."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def new_message_id(prefix: str = "") -> str:
    """Return a Message-ID that no other email has. With a prefix, a reply shows what kind of email it answers."""
    return f"<{prefix}{secrets.token_hex(16)}@{sender_address().rpartition('@')[2] or 'localhost'}>"


def message_to_change(message_id: int) -> Message:
    """Return the locked message. Raise `NotSeen` if there is none."""
    return seen_or_missing(Message.objects, message_id, _("Email not found."), lock=True)


def outbox_seen_by(actor: Actor) -> QuerySet[Message]:
    """Return every message. Refused unless the actor is an administrator."""
    policy.may_see_outbox(actor).or_refuse()
    return Message.objects.all()


def counts() -> Counter[str]:
    """Return how many messages are in each state."""
    return Counter(dict(Message.objects.values_list("state").annotate(n=Count("id"))))


def unsent_by_state(now: datetime) -> dict[str, float]:
    """Return the number of emails in each state but sent, and but stored for want of a server."""
    found = counts()
    return {state: float(found[state]) for state in (rules.WAITING, rules.SENDING, rules.FAILED, rules.UNKNOWN)}


def oldest_waiting(now: datetime) -> float:
    """Return the age of the oldest waiting email in seconds, or 0 if none is waiting."""
    oldest = Message.objects.filter(state=rules.WAITING).aggregate(at=Min("created_at"))["at"]
    return (now - oldest).total_seconds() if oldest else 0.0


def state_label(message: Message) -> str:
    """Return the translated label of a message's state."""
    return _("Came back") if message.has_bounced else state_labels()[message.state]


def state_labels() -> dict[str, str]:
    """Return each state with its translated label."""
    return {
        rules.WAITING: _("Waiting"),
        rules.SENDING: _("Being sent"),
        rules.SENT: _("Sent"),
        rules.KEPT: _("Not sent: no email server"),
        rules.FAILED: _("Could not be sent"),
        rules.UNKNOWN: _("Was it sent?"),
    }
