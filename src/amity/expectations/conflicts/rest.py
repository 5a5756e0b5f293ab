"""REST operations for conflicts between expectations and agreements."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version
from amity.expectations import queries
from amity.expectations.conflicts import commands
from amity.expectations.conflicts import queries as conflict_queries
from amity.expectations.conflicts.commands import ConflictAnswerFields, ConflictFields, OptionFields
from amity.expectations.conflicts.queries import ConflictRow
from amity.expectations.router import SETUP, router


class OptionShape(Answered, value=OptionFields):
    """A possible answer to a conflict, with its effect on each side from -5 to 5."""


class ConflictShape(Answered):
    """A conflict with its options and, once it is answered, the answer and its reason."""

    id: Id
    version: int
    expectation_id: Id
    state: Literal["weighing", "answered", "closed"]
    believed: str
    agreed: str
    line_id: Id | None
    raised_by_client: bool
    options: list[OptionShape]
    answer: str
    why: str
    answered_by: str
    answered_at: datetime | None
    speaker_id: Id | None
    speak_by: date | None
    outcome: str
    found_at: datetime
    closed_at: datetime | None


class ConflictsShape(Answered):
    """The conflicts of an expectation, newest first."""

    items: list[ConflictShape]


class NewOption(Body, value=OptionFields):
    """Request body: a possible answer to the conflict."""


class NewConflict(Body, value=ConflictFields):
    """Request body: what was agreed, and two or more options. `version` is that of the expectation."""

    version: Version
    options: Annotated[list[NewOption], Field(max_length=4)]


class ConflictAnswer(Body, value=ConflictAnswerFields):
    """Request body: the chosen option, the reason, who informs the client, and by when."""

    version: Version


class ConflictOutcome(Body):
    """Request body: the outcome of a conflict."""

    version: Version
    outcome: Annotated[str, Field(min_length=1, max_length=2000)]


@reads(router, "/expectations/{int:expectation_id}/conflicts", ConflictsShape)
def list_expectation_conflicts(request: HttpRequest, expectation_id: Path[Id]) -> dict[str, Any]:
    """List the conflicts of an expectation, newest first."""
    seen = queries.expectation_seen_by(asker(request), expectation_id)
    return {"items": [_shown(row) for row in conflict_queries.conflicts_of(seen)]}


@reads(router, "/expectation-conflicts/{int:conflict_id}", ConflictShape)
def read_expectation_conflict(request: HttpRequest, conflict_id: Path[Id]) -> dict[str, Any]:
    """Return one conflict. Entries of risks and blockers name it in `conflict_id`."""
    return _as_json(request, conflict_id)


@writes(router, "POST", "/expectations/{int:expectation_id}/conflicts", ConflictShape, scope=SETUP, status=201)
def record_expectation_conflict(request: HttpRequest, expectation_id: Path[Id], body: NewConflict) -> dict[str, Any]:
    """Record a conflict between an expectation and what was agreed. The expectation becomes at risk."""
    by = asker(request)
    options = tuple(option.as_value(OptionFields) for option in body.options)
    wanted = replace(body.as_value(ConflictFields), options=options)
    made = commands.find_conflict(
        by=by, expectation_id=expectation_id, version=body.version, fields=wanted, now=timezone.now()
    )
    return _as_json(request, made.pk)


@writes(router, "POST", "/expectation-conflicts/{int:conflict_id}/answer", ConflictShape, scope=SETUP)
def answer_expectation_conflict(request: HttpRequest, conflict_id: Path[Id], body: ConflictAnswer) -> dict[str, Any]:
    """Choose one of the options of a conflict."""
    answer = body.as_value(ConflictAnswerFields)
    commands.answer_conflict(
        by=asker(request), conflict_id=conflict_id, version=body.version, fields=answer, now=timezone.now()
    )
    return _as_json(request, conflict_id)


@writes(router, "POST", "/expectation-conflicts/{int:conflict_id}/outcome", ConflictShape, scope=SETUP)
def close_expectation_conflict(request: HttpRequest, conflict_id: Path[Id], body: ConflictOutcome) -> dict[str, Any]:
    """Close a conflict with its outcome."""
    commands.close_conflict(
        by=asker(request), conflict_id=conflict_id, version=body.version, outcome=body.outcome, now=timezone.now()
    )
    return _as_json(request, conflict_id)


def _as_json(request: HttpRequest, conflict_id: int) -> dict[str, Any]:
    seen = conflict_queries.conflict_seen_by(asker(request), conflict_id)
    rows = conflict_queries.conflicts_of(seen.expectation)
    return _shown(next(row for row in rows if row.conflict.pk == conflict_id))


def _shown(row: ConflictRow) -> dict[str, Any]:
    options = [OptionShape.of(option) for option in row.options]
    return ConflictShape.of(row.conflict, state=row.state, options=options)
