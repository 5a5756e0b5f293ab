"""Queue a message, and decide about messages with unknown delivery."""

from datetime import datetime
from email.utils import parseaddr

from django.db import connection
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.outbox import hooks, policy, queries, rules
from amity.outbox.models import Message
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused


@command
def queue(
    *, audience: str, kind: str, to: str, subject: str, body: str, now: datetime, name: str = "", secret: str = "",
    reply_to: str = "", message_id: str = "", release: rules.Release | None = None,
) -> Message:  # fmt: skip
    """Add an email to the outbox in the transaction that causes it. `{link}` in the body is replaced by `secret`.

    An email to a client belongs to a `release` of the gate. Without a server to leave by, the message is stored for
    the administrator to read, but not its secret. The command that made the link shows it to those who may see it.
    Replies name the `message_id`.
    """
    policy.may_write_to(audience, to, kind, release.id if release else 0).or_refuse()
    if not connection.in_atomic_block:  # pragma: no cover - `command` opens one
        raise AssertionError("a message belongs into the transaction of what it tells of")
    sender = release.sender if release else ""
    able = bool(sender) or queries.mail_server_configured()
    message = Message.objects.create(
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
        release_id=release.id if release else None,
        message_id=release.message_id if release else message_id,
        sender=sender,
        shown=dict(release.shown) if release else {"Reply-To": [reply_to]} if reply_to else {},
    )
    if release and release.file_ids:
        message.files.set(release.file_ids)
    return message


@command
def decide(*, by: Actor, message_id: int, was_sent: bool, now: datetime) -> Message:
    """Record that a message with unknown delivery arrived, or queue it again."""
    policy.may_see_outbox(by).or_refuse()
    message = queries.message_to_change(message_id)
    if message.state != rules.UNKNOWN:
        raise Refused(_("This email no longer needs a decision."))
    settle(message, was_sent=was_sent, now=now)
    trail.record("mail.decided", subject=message, by=by, at=now, changes={"was_sent": was_sent})
    return message


def came_back(message_id: int, reason: str, now: datetime) -> bool:
    """Mark an email that the server had accepted as failed, because it came back. False if it isn't marked as sent."""
    rows = Message.objects.filter(pk=message_id, state=rules.SENT, audience__in=(rules.CLIENT, rules.GUEST))
    if not rows.update(state=rules.FAILED, last_error=reason):
        return False
    hooks.tell(Message.objects.get(pk=message_id), now)
    return True


def settle(message: Message, *, was_sent: bool, now: datetime) -> None:
    """Mark a message as arrived, or queue it once more, inside a command that has asked its own policy.

    One that no server had was sent by its author, who has it in their own Sent folder.
    """
    if was_sent and message.claimed_at is None:
        message.filing = rules.NOT_FILED
    message.state = rules.SENT if was_sent else rules.WAITING
    message.secret = "" if was_sent else message.secret
    message.sent_at, message.next_try_at = ((message.claimed_at or now) if was_sent else None), now
    message.attempts = message.attempts if was_sent else 0
    message.save()
    hooks.tell(message, now)


@command
def try_again(*, by: Actor, message_id: int, now: datetime) -> Message:
    """Send a message that was given up once more, from the first try on."""
    policy.may_see_outbox(by).or_refuse()
    message = queries.message_to_change(message_id)
    if message.state != rules.FAILED:
        raise Refused(_("You can only retry an email that couldn’t be sent."))
    settle(message, was_sent=False, now=now)
    trail.record("mail.tried_again", subject=message, by=by, at=now)
    return message


def forget_recipient(release_id: int, address: str) -> None:
    """Take someone out of the headers of a release's emails that may still be sent to its other recipients."""
    for message in Message.objects.filter(release_id=release_id).exclude(state=rules.SENT):
        for name in ("To", "Cc"):
            message.shown[name] = [one for one in message.shown.get(name, ()) if parseaddr(one)[1] != address]
        message.save(update_fields=["shown"])
