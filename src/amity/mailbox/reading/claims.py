"""Claims on mailboxes: one process at a time reads each. The claim of a killed process lapses.

Each function is one short statement, so that SQLite's lock is never held while a server is asked.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from amity.mailbox.connections.models import Connection, Reading
from amity.mailbox.connections.rules import LAPSES_AFTER


def due(now: datetime) -> "QuerySet[Connection]":
    """Return the mailboxes that no process reads and that can be read now."""
    unclaimed = Q(reading__token="") | Q(reading__beat_at=None) | Q(reading__beat_at__lt=now - LAPSES_AFTER)
    ready = Q(reading__next_try_at=None) | Q(reading__next_try_at__lte=now)
    ours = Q(person__is_active=True) | Q(account__isnull=False)
    return Connection.objects.filter(unclaimed, ready, ours, paused_at=None).order_by("pk")


def claim(connection_id: int, token: str, now: datetime) -> bool:
    """Claim a mailbox, and return whether no other process was faster."""
    free = Q(token="") | Q(beat_at=None) | Q(beat_at__lt=now - LAPSES_AFTER)
    mine = Reading.objects.filter(free, connection=connection_id)
    return bool(mine.update(token=token, beat_at=now, asked_at=None))


def beat(connection_ids: Collection[int], token: str, now: datetime) -> set[int]:
    """Show that these mailboxes are still being read. Return those whose claim another process hasn't taken."""
    rows = Reading.objects.filter(connection__in=connection_ids, token=token)
    rows.update(beat_at=now)
    return set(rows.values_list("connection_id", flat=True))


def release(connection_id: int, token: str) -> None:
    """Give up a claim."""
    Reading.objects.filter(connection=connection_id, token=token).update(token="", beat_at=None)


def answer(connection_id: int, token: str) -> None:
    """Mark that the mailbox is about to be read because someone asked."""
    Reading.objects.filter(connection=connection_id, token=token, asked_at__isnull=False).update(asked_at=None)
