"""Reads of sessions, and noting when each was last used."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpRequest

from amity.people.models import Person
from amity.people.sessions import rules
from amity.people.sessions.models import Session
from amity.shared.addresses import client_address
from amity.shared.rows.busy import unless_busy

if TYPE_CHECKING:
    from amity.people.sessions.store import SessionStore

USED_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as its person sees it. `this` is the one that shows the page."""

    reference: uuid.UUID
    device: str
    address: str
    last_used_at: datetime | None
    this: bool


def open_sessions(person_id: int, now: datetime) -> QuerySet[Session]:
    """Return a person's sessions that haven't expired, last used first."""
    return Session.objects.filter(person_id=person_id, expire_date__gt=now).order_by("-last_used_at", "reference")


def session_rows(person: Person, key: str | None, now: datetime) -> list[SessionRow]:
    """Return a person's sessions for their own page. `key` is the key of the session that asks."""
    return [
        SessionRow(row.reference, row.device, row.address, row.last_used_at, row.session_key == key)
        for row in open_sessions(person.pk, now)
    ]


def note_use(request: HttpRequest, now: datetime) -> None:
    """Record where and when a signed-in session was used, at most every five minutes unless the place changed."""
    store: SessionStore = request.session  # type: ignore[assignment]
    row = store.row
    if row is None or not row.session_key:
        return
    address, device = client_address(request), rules.device(request.headers.get("User-Agent", ""))
    recent = row.last_used_at is not None and timedelta() <= now - row.last_used_at < USED_AGAIN
    if recent and (row.address, row.device) == (address, device):
        return
    values = {"address": address, "device": device, "last_used_at": now}
    if unless_busy(lambda: Session.objects.filter(pk=row.pk).update(**values)):
        for column, value in values.items():
            setattr(row, column, value)
