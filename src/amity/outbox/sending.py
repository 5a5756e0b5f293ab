"""The only place that sends email. A message is claimed first, so after a crash it is unknown, never sent twice."""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q
from django.utils import timezone

from amity.outbox import rules
from amity.outbox.models import Message

log = logging.getLogger("amity.outbox")
Clock = Callable[[], datetime]


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

    A server that isn't reached, or that stops answering, ends the round. Each message would wait for it again.
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
    if lost.update(state=rules.UNKNOWN, last_error="a worker died while sending"):
        log.error("mail: a worker died while sending; an administrator has to say whether it arrived")


def _deliver_one(pk: int, clock: Clock) -> bool:
    claim = Message.objects.filter(pk=pk, state=rules.WAITING)
    if not claim.update(state=rules.SENDING, claimed_at=clock(), attempts=F("attempts") + 1):
        return False
    message = Message.objects.get(pk=pk)
    try:
        _hand_over(message)
    except NotSent as fault:
        _failed(message, fault, clock())
        if fault.away:
            raise ServerAway from fault
        return False
    except Exception as fault:
        _end(message, state=rules.UNKNOWN, last_error=type(fault).__name__)
        log.exception("mail %s: not known whether it was sent", pk)
        if isinstance(fault, OSError):
            raise ServerAway from fault
        return False
    _end(message, state=rules.SENT, sent_at=clock(), secret="", last_error="")
    return True


def _failed(message: Message, fault: NotSent, now: datetime) -> None:
    again = None if fault.lasting else rules.next_try(message.attempts, now)
    state = rules.WAITING if again else rules.FAILED
    _end(message, state=state, next_try_at=again or now, last_error=str(fault)[:300])
    log.warning("mail %s not sent (%s); %s", message.pk, fault, f"again at {again:%H:%M}" if again else "given up")


def _end(message: Message, **values: object) -> None:
    Message.objects.filter(pk=message.pk, state=rules.SENDING).update(**values)


def _hand_over(message: Message) -> None:
    """Give the message to the server. Raise `NotSent` if it wasn't sent. Any other exception means unknown."""
    connection = get_connection()
    try:
        connection.open()
    except smtplib.SMTPResponseException as fault:
        raise NotSent(f"the mail server refused: {fault.smtp_code}", away=True) from fault
    except (OSError, smtplib.SMTPException) as fault:
        raise NotSent(f"the mail server was not reached: {type(fault).__name__}", away=True) from fault
    mail = EmailMessage(
        subject=message.subject,
        body=rules.written(message.body, message.secret),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        connection=connection,
        headers={"Message-ID": f"<{message.pk}.{int(message.created_at.timestamp())}@{_domain()}>"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as fault:
        code = next(iter(fault.recipients.values()))[0]
        raise NotSent(f"the address was refused: {code}", lasting=code >= 500) from fault
    except smtplib.SMTPResponseException as fault:
        raise NotSent(f"the mail server refused: {fault.smtp_code}", lasting=fault.smtp_code >= 500) from fault
    finally:
        connection.close()


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
