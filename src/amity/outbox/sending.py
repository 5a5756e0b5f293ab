"""The only place that sends email. A message is claimed first, so after a crash it is unknown, never sent twice.

Claimed, accepted and filed are three facts, each recorded by itself. Only the second may not happen twice. Filing is
done elsewhere, so that a folder that doesn't answer delays no email.
"""

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from amity.outbox import hooks, rules
from amity.outbox.composing import composed
from amity.outbox.models import Message
from amity.outbox.smtp import Talk
from amity.shared.errors import NotSeen

log = logging.getLogger("amity.outbox")
Clock = Callable[[], datetime]
LOST = "a worker died while sending"


class ServerAway(Exception):
    """The mail server can't be reached or has stopped answering. The message's own state is already recorded."""


class NotSent(Exception):
    """The message was certainly not sent. `lasting` means that trying again is of no use, `away` that the server is."""

    def __init__(self, reason: str, *, lasting: bool = False, away: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting
        self.away = away


def deliver(clock: Clock = timezone.now, most: int = 20) -> int:
    """Send due messages, oldest first, at most `most`. Returns how many were sent. Call outside a transaction.

    The agency's server ends the round if it isn't reached or stops answering. Each message would wait for it again.
    A sender's own server doesn't: the next message may leave by another one.
    """
    now, sent = clock(), 0
    _give_up_claims(now)
    # A time beyond the longest wait was written before the clock was set back.
    due = Q(next_try_at__lte=now) | Q(next_try_at__gt=now + rules.LONGEST_WAIT)
    waiting = Message.objects.filter(due, state=rules.WAITING).order_by("next_try_at", "id")
    try:
        for pk in waiting.values_list("pk", flat=True)[:most]:
            sent += _deliver_one(pk, clock)
    except ServerAway:
        pass
    return sent


def _give_up_claims(now: datetime) -> None:
    """Mark messages a dead worker had claimed as unknown. Only a person can tell whether they were sent."""
    lost = Message.objects.filter(state=rules.SENDING, claimed_at__lt=now - rules.CLAIM_LASTS)
    found = [message for message in lost if _end(message, now, state=rules.UNKNOWN, last_error=LOST)]
    if found:
        log.error("mail: a worker died while sending; a person has to say whether it arrived")


def _deliver_one(pk: int, clock: Clock) -> bool:
    claim = Message.objects.filter(pk=pk, state=rules.WAITING)
    if not claim.update(state=rules.SENDING, claimed_at=clock(), attempts=F("attempts") + 1):
        return False
    message = Message.objects.get(pk=pk)
    try:
        reply = _hand_over(message)
    except NotSent as fault:
        _failed(message, fault, clock())
        if fault.away:
            raise ServerAway from fault
        return False
    except Exception as fault:
        _end(message, clock(), state=rules.UNKNOWN, last_error=type(fault).__name__)
        log.exception("mail %s: not known whether it was sent", pk)
        if isinstance(fault, OSError) and not message.sender:
            raise ServerAway from fault
        return False
    now = clock()
    # From now on the next try is that of its filing, which another thread does.
    _end(message, now, state=rules.SENT, sent_at=now, secret="", last_error="", reply=reply, next_try_at=now)
    return True


def _failed(message: Message, fault: NotSent, now: datetime) -> None:
    again = None if fault.lasting else rules.next_try(message.attempts, now)
    state = rules.WAITING if again else rules.FAILED
    _end(message, now, state=state, next_try_at=again or now, last_error=str(fault)[:300])
    log.warning("mail %s not sent (%s); %s", message.pk, fault, f"again at {again:%H:%M}" if again else "given up")


def _end(message: Message, now: datetime, **values: object) -> bool:
    """Record how a try ended, and tell who asked for it, in one transaction. False: someone else did before."""
    with transaction.atomic():
        changed = Message.objects.filter(pk=message.pk, state=rules.SENDING).update(**values)
        if changed:
            message.refresh_from_db()
            hooks.tell(message, now)
    return bool(changed)


def _hand_over(message: Message) -> str:
    """Give the message to the server and return its reply.

    Raise `NotSent` if it certainly wasn't sent. Any other exception means unknown.
    """
    if message.audience == rules.CLIENT and not all(allows(message) for allows in hooks.may_leave):
        raise NotSent("the item is no longer what was released", lasting=True)
    connection = _connection(message)
    try:
        mail = composed(message, connection)
    except NotSeen as fault:
        raise NotSent("an attachment is missing on the server", lasting=True) from fault
    _open(connection)
    talk = Talk(connection)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as fault:
        code, answer = next(iter(fault.recipients.values()))
        raise NotSent(f"the address was refused: {_words(code, answer)}", lasting=code >= 500) from fault
    except smtplib.SMTPResponseException as fault:
        reason = f"the mail server refused: {_words(fault.smtp_code, fault.smtp_error)}"
        raise NotSent(reason, lasting=fault.smtp_code >= 500) from fault
    except Exception as fault:
        if not talk.is_surely_unsent:
            raise
        passes = isinstance(fault, OSError)
        reason = f"it broke before the text was sent: {type(fault).__name__}"
        raise NotSent(reason, lasting=not passes, away=passes and not message.sender) from fault
    finally:
        with suppress(OSError, smtplib.SMTPException):  # what was accepted stays accepted
            connection.close()
    return talk.reply


def _connection(message: Message) -> Any:
    """Return the connection by which a message leaves: its sender's own server, or the agency's. It isn't open yet."""
    if not message.sender:
        return get_connection()
    for own_server in hooks.own_server:
        if (connection := own_server(message)) is not None:
            return connection
    raise NotSent(f"the mailbox {message.sender} is no longer connected", lasting=True)


def _open(connection: Any) -> None:
    """Connect and log in. Raise `NotSent` if that fails: the server can't have the message yet."""
    try:
        connection.open()
    except hooks.NotOpened as fault:
        raise NotSent(str(fault), lasting=fault.lasting) from fault
    except smtplib.SMTPResponseException as fault:
        raise NotSent(f"the mail server refused: {fault.smtp_code}", away=True) from fault
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent(f"the mail server was not reached: {type(fault).__name__}", away=True) from fault


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())}"
