"""REST operations for notes sent to clients about a retainer."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Day, Id, Page
from amity.gate.subjects.rest import Outgoing, drafted
from amity.retainers import policy
from amity.retainers.notes import commands
from amity.retainers.notes.queries import notes_of
from amity.retainers.notes.rules import note_id
from amity.retainers.notes.sending import NOTE
from amity.retainers.queries import retainer_seen_by
from amity.retainers.router import SETUP, router

if TYPE_CHECKING:
    from amity.retainers.models import SentNote


class SentNoteShape(Answered):
    """A note that was sent to the client about one period. Its text needs the right to see fees."""

    id: Id
    agreement_id: Id
    period: date
    contact_id: Id | None
    sent_by_id: Id | None
    sent_at: datetime
    text: str | None = None


class NewSentNote(Body):
    """Request body: the text as it was sent, and the first date of its period."""

    text: Annotated[str, Field(min_length=1, max_length=5_000)]
    period: Day
    contact_id: Id | None = None


class NotePeriod(Body):
    """Request body: the first date of a period."""

    period: Day


@reads(router, "/retainers/{int:agreement_id}/notes", Page[SentNoteShape])
def list_sent_notes(request: HttpRequest, agreement_id: Path[Id], asked: Query[Asked]) -> dict[str, Any]:
    """List the notes that were sent to the client about one retainer."""
    by = asker(request)
    fee = policy.sees_fee(by)
    return page(notes_of(retainer_seen_by(by, agreement_id)), asked, lambda row: _shown(row, fee))


@writes(router, "POST", "/retainers/{int:agreement_id}/notes/outgoing", Outgoing, scope=SETUP, status=201)
def send_retainer_note(request: HttpRequest, agreement_id: Path[Id], body: NotePeriod) -> dict[str, Any]:
    """Draft the email with the note on a period. Submit it with `submit_outgoing`."""
    return drafted(request, NOTE, note_id(agreement_id, body.period))


@writes(router, "POST", "/retainers/{int:agreement_id}/notes", SentNoteShape, scope=SETUP, status=201)
def record_note_sent(request: HttpRequest, agreement_id: Path[Id], body: NewSentNote) -> dict[str, Any]:
    """Record a note sent from another mailbox. Repeating a call adds no second record."""
    by = asker(request)
    row = commands.record_note_sent(by=by, agreement_id=agreement_id, now=timezone.now(), **body.model_dump())
    return _shown(row, policy.sees_fee(by))


def _shown(row: "SentNote", fee: bool) -> dict[str, Any]:
    names = ("id", "agreement_id", "period", "contact_id", "sent_by_id", "sent_at")
    return {name: getattr(row, name) for name in names} | ({"text": row.text} if fee else {})
