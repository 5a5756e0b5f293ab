"""Queue a message, and decide about messages with unknown delivery."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.outbox import policy, queries, rules
from amity.outbox.models import Message
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def queue(
    *, audience: str, kind: str, to: str, subject: str, body: str, now: datetime, name: str = "", secret: str = ""
) -> Message:
    """Add an email to the outbox in the transaction that causes it. `{link}` in the body is replaced by `secret`.

    Without an email server the message is stored for the administrator to read, but not its secret. The command that
    made the link shows it to those who may see it.
    """
    policy.may_write_to(audience, to, kind).or_refuse()
    if not connection.in_atomic_block:  # pragma: no cover - `command` opens one
        raise AssertionError("a message belongs into the transaction of what it tells of")
    able = queries.mail_server_configured()
    return Message.objects.create(
        audience=audience,
        kind=kind,
        to=to,
        name=name,
        subject=" ".join(subject.split()),
        body=body,
        secret=secret if able else "",
        state=rules.WAITING if able else rules.KEPT,
        next_try_at=now,
        created_at=now,
    )


@command
def decide(*, by: Actor, message_id: int, was_sent: bool, now: datetime) -> Message:
    """Record that a message with unknown delivery arrived, or queue it again."""
    policy.may_see_outbox(by).or_refuse()
    message = queries.message_to_change(message_id)
    if message.state != rules.UNKNOWN:
        raise Refused(_("This email no longer needs a decision."))
    message.state = rules.SENT if was_sent else rules.WAITING
    message.secret = "" if was_sent else message.secret
    message.sent_at, message.next_try_at = (message.claimed_at if was_sent else None), now
    message.save()
    trail.record("mail.decided", subject=message, by=by, at=now, changes={"was_sent": was_sent})
    return message


@command
def try_again(*, by: Actor, message_id: int, now: datetime) -> Message:
    """Send a message that was given up once more, from the first try on."""
    policy.may_see_outbox(by).or_refuse()
    message = queries.message_to_change(message_id)
    if message.state != rules.FAILED:
        raise Refused(_("You can only retry an email that couldn’t be sent."))
    message.state, message.attempts, message.next_try_at = rules.WAITING, 0, now
    message.save()
    trail.record("mail.tried_again", subject=message, by=by, at=now)
    return message
