"""REST operations for agency standards."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query

from amity.api.operations import reads
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Id, Page
from amity.gate.router import router
from amity.gate.standards import queries


class StandardShape(Answered):
    """A standard: `words` are found automatically, separated by commas."""

    id: Id
    text: str
    words: str
    added_by: str
    added_at: datetime


@reads(router, "/agency-standards", Page[StandardShape])
def list_standards(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the agency’s standards for what goes to clients."""
    return page(queries.standards_in_force(), asked, StandardShape.of)
