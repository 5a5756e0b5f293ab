"""REST operations for practices."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.advice.fields import PracticeFields
from amity.advice.practices import commands, queries
from amity.advice.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page, Version, merged
from amity.shared.values import value_of


class PracticeRecord(Answered):
    """How often it was recommended, what clients answered, and how the goal was after it."""

    recommended: int
    accepted: int
    declined: int
    better: int
    same: int
    worse: int


class PracticeShape(Answered, value=PracticeFields):
    """A practice of the library. Terms have one a line."""

    id: Id
    version: int
    added_at: datetime
    archived_at: datetime | None


class PracticeInFull(PracticeShape):
    """A practice with its record over all clients."""

    record: PracticeRecord


class NewPractice(Body, value=PracticeFields):
    """Request body: the practice to add."""


class PracticeEdit(Body, value=PracticeFields, edits=True):
    """Request body: the fields of a practice to change. Omitted fields stay unchanged."""

    version: Version


class PracticeRead(Body):
    """Request body: the version that was read."""

    version: Version


@reads(router, "/practices", Page[PracticeShape])
def list_practices(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the practices of the library, archived ones included."""
    asker(request)
    return page(queries.practices().order_by("pk"), asked, PracticeShape.of)


@reads(router, "/practices/{int:practice_id}", PracticeInFull)
def read_practice(request: HttpRequest, practice_id: Path[Id]) -> dict[str, Any]:
    """Return one practice with its record."""
    return _in_full(queries.practice_seen_by(asker(request), practice_id))


@writes(router, "POST", "/practices", PracticeShape, scope=SETUP, status=201)
def record_practice(request: HttpRequest, body: NewPractice) -> dict[str, Any]:
    """Add a practice."""
    fields = body.as_value(PracticeFields)
    return PracticeShape.of(commands.record_practice(by=asker(request), fields=fields, now=timezone.now()))


@writes(router, "PATCH", "/practices/{int:practice_id}", PracticeShape, scope=SETUP)
def edit_practice(request: HttpRequest, practice_id: Path[Id], body: PracticeEdit) -> dict[str, Any]:
    """Edit a practice."""
    by = asker(request)
    current = value_of(queries.practice_seen_by(by, practice_id), PracticeFields)
    edited = commands.edit_practice(
        by=by, practice_id=practice_id, version=body.version, fields=merged(current, body), now=timezone.now()
    )
    return PracticeShape.of(edited)


@writes(router, "POST", "/practices/{int:practice_id}/archive", PracticeShape, scope=SETUP)
def retire_practice(request: HttpRequest, practice_id: Path[Id], body: PracticeRead) -> dict[str, Any]:
    """Archive a practice, so that it isn’t suggested."""
    archived = commands.archive_practice(
        by=asker(request), practice_id=practice_id, version=body.version, now=timezone.now()
    )
    return PracticeShape.of(archived)


@writes(router, "POST", "/practices/{int:practice_id}/restore", PracticeShape, scope=SETUP)
def restore_practice(request: HttpRequest, practice_id: Path[Id], body: PracticeRead) -> dict[str, Any]:
    """Restore an archived practice."""
    restored = commands.restore_practice(
        by=asker(request), practice_id=practice_id, version=body.version, now=timezone.now()
    )
    return PracticeShape.of(restored)


def _in_full(practice: Any) -> dict[str, Any]:
    return PracticeShape.of(practice) | {"record": PracticeRecord.of(queries.record_of(practice.pk))}
