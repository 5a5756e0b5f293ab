"""REST operations for questions that the data raise about statuses."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version
from amity.people.queries import person_of
from amity.status.contradictions import commands, wording
from amity.status.contradictions.commands import AnswerFields
from amity.status.contradictions.queries import contradictions_seen_by
from amity.status.router import SETUP, router

ContradictionKind = Literal["forecast", "milestone", "expectation", "no_time", "rounds", "conflict", "input", "promise"]


class ContradictionShape(Answered):
    """A question that the data raise about the status of a project. `outcome` is "" while it is open.

    Others than the project manager see it from `seen_from`.
    """

    id: Id
    version: int
    project_id: Id
    kind: ContradictionKind
    question: str
    reported_on: date
    asked_at: datetime
    seen_from: datetime
    outcome: Literal["", "changed", "explained", "gone"]
    words: str
    closed_at: datetime | None


class ContradictionsAsked(Asked):
    """Filters for the list of contradictions."""

    project_id: Id | None = None
    kind: ContradictionKind | None = None
    open: bool | None = None


class ContradictionAnswer(Body, value=AnswerFields):
    """Request body: the status `changed` to a colour, or `explained` in words."""

    version: Version


@reads(router, "/contradictions", Page[ContradictionShape])
def list_contradictions(request: HttpRequest, asked: Query[ContradictionsAsked]) -> dict[str, Any]:
    """List the questions that the data raise about statuses, as far as the caller can see them."""
    by, now = asker(request), timezone.now()
    person = person_of(by)
    rows = narrowed(contradictions_seen_by(by, now), asked, "project_id", "kind", open="closed_at__isnull")
    return page(rows, asked, lambda row: _shown(row, person))


@writes(router, "POST", "/contradictions/{int:contradiction_id}/answer", ContradictionShape, scope=SETUP)
def answer_contradiction(
    request: HttpRequest, contradiction_id: Path[Id], body: ContradictionAnswer
) -> dict[str, Any]:  # fmt: skip
    """Answer a question of the data: change the status, or explain it."""
    by = asker(request)
    row = commands.answer_contradiction(
        by=by, contradiction_id=contradiction_id, version=body.version, fields=body.as_value(AnswerFields),
        now=timezone.now(),
    )  # fmt: skip
    return _shown(row, person_of(by))


def _shown(row: Any, person: Any) -> dict[str, Any]:
    return ContradictionShape.of(row, question=wording.question(row, person, timezone.localdate()))
