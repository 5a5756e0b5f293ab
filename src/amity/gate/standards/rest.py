"""REST operations for agency standards."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.gate.router import SETUP, router
from amity.gate.standards import commands, queries
from amity.gate.standards.commands import StandardFields


class StandardShape(Answered):
    """A standard: `words` are found automatically, separated by commas."""

    id: Id
    text: str
    words: str
    added_by: str
    added_at: datetime


class NewStandard(Body, value=StandardFields):
    """Request body: what a standard asks for, and words that break it, separated by commas."""


@reads(router, "/agency-standards", Page[StandardShape])
def list_standards(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the agency’s standards for what goes to clients."""
    return page(queries.standards_in_force(), asked, StandardShape.of)


@writes(router, "POST", "/agency-standards", StandardShape, scope=SETUP, status=201)
def add_standard(request: HttpRequest, body: NewStandard) -> dict[str, Any]:
    """Add a standard for what goes to clients."""
    fields = body.as_value(StandardFields)
    return StandardShape.of(commands.add_standard(by=asker(request), fields=fields, now=timezone.now()))


@writes(router, "DELETE", "/agency-standards/{int:standard_id}", StandardShape, scope=SETUP)
def remove_standard(request: HttpRequest, standard_id: Path[Id]) -> dict[str, Any]:
    """Remove a standard. What was returned on its ground keeps it."""
    standard = queries.standard_by_id(standard_id)
    commands.remove_standard(by=asker(request), standard_id=standard_id, now=timezone.now())
    return StandardShape.of(standard)
