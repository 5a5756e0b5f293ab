"""Record how reading a mailbox went: read, or an error with the time of the next try."""

from datetime import datetime

from django.db.models import F

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.models import Reading


def record_read(connection_id: int, token: str, *, seen: int, taken: int, now: datetime) -> None:
    """Record that a mailbox was read up to now. It ends a refusal by itself."""
    Reading.objects.filter(connection=connection_id, token=token).update(
        state=rules.READ, fault="", tries=0, next_try_at=None, refused_since=None, last_read_at=now,
        seen=F("seen") + seen, taken=F("taken") + taken,
    )  # fmt: skip


def record_progress(connection_id: int, token: str, *, seen: int, taken: int) -> None:
    """Count what a batch has read, while there is more."""
    rows = Reading.objects.filter(connection=connection_id, token=token)
    rows.update(seen=F("seen") + seen, taken=F("taken") + taken)


def record_fault(connection_id: int, token: str, fault: Fault, now: datetime) -> None:
    """Record an error and when to try again. A refusal waits for a person, but is tried again too."""
    row = Reading.objects.filter(connection=connection_id, token=token).first()
    if row is None:
        return
    tries = row.tries + 1
    pause = rules.pause_after(tries, refused=fault.is_refusal)
    changes = {
        "state": rules.REFUSED if fault.is_refusal else rules.UNREACHABLE, "fault": fault.code, "tries": tries,
        "next_try_at": now + pause,
    }  # fmt: skip
    if fault.is_refusal:
        changes["refused_since"] = row.refused_since or now
    Reading.objects.filter(pk=row.pk, token=token).update(**changes)
