"""File what the mail server accepted in its sender's Sent folder. Whatever happens here, nothing is sent."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from amity.outbox import hooks, rules
from amity.outbox.models import Message

log = logging.getLogger("amity.outbox")
Clock = Callable[[], datetime]


def file_accepted(clock: Clock = timezone.now, most: int = 20) -> None:
    """File what was accepted, oldest first. Call outside a transaction: a folder may take long to answer."""
    waiting = Message.objects.filter(audience=rules.CLIENT, state=rules.SENT, filing="", next_try_at__lte=clock())
    for message in waiting.order_by("next_try_at", "pk")[:most]:
        _file(message, clock)


def _file(message: Message, clock: Clock) -> None:
    """File an accepted email, or record that there is no folder for it. It is claimed first, for one worker.

    A folder that doesn't answer is tried again, later each time. Whatever happens here, nothing is sent.
    """
    tries = message.filing_tries + 1
    claim = Message.objects.filter(pk=message.pk, state=rules.SENT, filing="", filing_tries=tries - 1)
    if not claim.update(filing_tries=tries, next_try_at=rules.next_filing(tries, clock())):
        return
    rows = Message.objects.filter(pk=message.pk, filing="")
    try:
        was_filed = any(file(message) for file in hooks.filing)
    except Exception as fault:
        reason = fault.reason if isinstance(fault, hooks.NotFiled) else ""
        if not reason:
            log.exception("mail %s: not filed", message.pk)
        given_up = {"filing": rules.NEVER_FILED} if tries > len(rules.BACK_OFF) else {}
        rows.update(filing_fault=reason, **given_up)
        return
    rows.update(
        filing=rules.FILED if was_filed else rules.NOT_FILED, filed_at=clock() if was_filed else None, filing_fault=""
    )
