"""How sending by a mailbox went last. It is kept in the row, where every process reads it."""

from datetime import datetime, timedelta
from typing import Final

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import REFUSALS
from amity.mailbox.connections.models import Reading

LASTS: Final = timedelta(minutes=1)
"""For so long a server isn't asked again: no account is locked, and no page waits twice."""


def is_fresh(reading: Reading, now: datetime) -> bool:
    """Return whether the mail server was asked within the last minute."""
    tried = reading.sending_tried_at
    return tried is not None and tried <= now < tried + LASTS


def failed_just_now(reading: Reading, now: datetime) -> str | None:
    """Return the fault of a try within the last minute, or None."""
    return reading.sending_fault if reading.sending_fault and is_fresh(reading, now) else None


def trouble(reading: Reading, now: datetime) -> str:
    """Return the fault because of which a mailbox can't send, or "".

    Only a refused login is one: a server that isn't reached is tried again. After a refusal, the latest try decides.
    """
    refused_reading = reading.fault if reading.state == rules.REFUSED else ""
    if is_fresh(reading, now) and (refused_reading or not reading.sending_fault):
        return reading.sending_fault
    return reading.sending_fault if reading.sending_fault in REFUSALS else refused_reading


def record(connection_id: int, fault: str, now: datetime) -> None:
    """Record a try: its fault, or "" if the login worked. A refusal lasts until a login works."""
    rows = Reading.objects.filter(connection=connection_id)
    rows.update(sending_tried_at=now)
    if fault and fault not in REFUSALS:
        rows = rows.exclude(sending_fault__in=REFUSALS)
    rows.update(sending_fault=fault)
