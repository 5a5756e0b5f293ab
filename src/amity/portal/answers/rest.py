"""REST operations for answers of clients."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.portal.answers import queries, rules, taking_note
from amity.portal.router import SETUP, router

if TYPE_CHECKING:
    from amity.portal.answers.models import Answer

Choice = Literal[rules.EVERY_CHOICE]  # type: ignore[valid-type]  # the choices are named once
State = Literal[rules.STATES]  # type: ignore[valid-type]


class AnswerShape(Answered):
    """What a contact answered to an item. Only `decided`, `asked` and `answered` count.

    `outcome` is why it had no effect. `receipt_state` is the state of the email that confirms a signature, or "".
    """

    id: Id
    item_id: Id
    account_id: Id
    contact_id: Id
    choice: str
    state: str
    way: Literal[rules.WAYS]  # type: ignore[valid-type]
    words: str
    name: str
    receipt_state: str
    outcome: str
    confirmed: bool
    at: datetime
    held_at: datetime | None
    held_words: str
    resumed_at: datetime | None
    seen_at: datetime | None


class AnswersAsked(Asked):
    """Filters for the list of answers."""

    account_id: Id | None = None
    item_id: Id | None = None
    choice: Choice | None = None
    state: State | None = None
    unread: bool | None = Field(
        default=None, description="Only those that no one has read, or answered if they are questions; or the others."
    )


@reads(router, "/answers", Page[AnswerShape])
def list_answers(request: HttpRequest, asked: Query[AnswersAsked]) -> dict[str, Any]:
    """List the answers of clients that the caller can see."""
    rows = queries.answers_seen_by(asker(request))
    if asked.unread is not None:
        rows = rows.filter(seen_at__isnull=asked.unread)
    return page(narrowed(rows, asked, "account_id", "item_id", "choice", "state"), asked, AnswerShape.of)


@reads(router, "/answers/{int:answer_id}", AnswerShape)
def read_answer(request: HttpRequest, answer_id: Path[Id]) -> dict[str, Any]:
    """Return one answer."""
    return AnswerShape.of(queries.answer_seen_by(asker(request), answer_id))


@writes(router, "POST", "/answers/{int:answer_id}/seen", AnswerShape, scope=SETUP)
def mark_answer_read(request: HttpRequest, answer_id: Path[Id]) -> dict[str, Any]:
    """Mark an answer as read, or a question as answered."""
    return _shaped(taking_note.mark_seen(by=asker(request), answer_id=answer_id, now=timezone.now()))


@writes(router, "POST", "/answers/{int:answer_id}/resume", AnswerShape, scope=SETUP)
def resume_answer(request: HttpRequest, answer_id: Path[Id]) -> dict[str, Any]:
    """Continue after the client asked to hold on."""
    return _shaped(taking_note.resume(by=asker(request), answer_id=answer_id, now=timezone.now()))


def _shaped(answer: "Answer") -> dict[str, Any]:
    return AnswerShape.of(answer)
