"""REST operations for work items."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.projects.router import SETUP, Seconds, Title, router
from amity.projects.work_items import commands, queries


class ItemShape(Answered):
    """A work item of a project. Its line is optional."""

    id: Id
    project_id: Id
    line_id: Id | None
    title: str
    planned_seconds: int | None
    finished_at: datetime | None


class ItemsAsked(Asked):
    """Filters for the list of work items."""

    project_id: Id | None = None
    line_id: Id | None = None
    finished: bool | None = None


class NewItem(Body):
    """Request body: the work item to add. Its title must be unique within the project."""

    project_id: Id
    title: Title
    line_id: Id | None = None
    planned_seconds: Seconds | None = None


class ItemEdit(Body):
    """Request body: the fields of a work item to change. Omitted fields stay unchanged.

    Work items have no version, so the last change wins.
    """

    title: Title | None = None
    line_id: Id | None = None
    planned_seconds: Seconds | None = None


@reads(router, "/items", Page[ItemShape])
def list_items(request: HttpRequest, asked: Query[ItemsAsked]) -> dict[str, Any]:
    """List the work items of the projects the caller can see."""
    rows = queries.items_seen_by(asker(request))
    rows = narrowed(rows, asked, "project_id", "line_id")
    if asked.finished is not None:
        rows = rows.filter(finished_at__isnull=not asked.finished)
    return page(rows, asked, _item)


@reads(router, "/items/{int:item_id}", ItemShape)
def read_item(request: HttpRequest, item_id: Path[Id]) -> dict[str, Any]:
    """Return one work item."""
    return _item(queries.item_seen_by(asker(request), item_id))


@writes(router, "POST", "/items", ItemShape, scope=SETUP, status=201)
def add_item(request: HttpRequest, body: NewItem) -> dict[str, Any]:
    """Add a work item to a project."""
    return _item(commands.add_work_item(by=asker(request), now=timezone.now(), **body.model_dump()))


@writes(router, "PATCH", "/items/{int:item_id}", ItemShape, scope=SETUP)
def edit_item(request: HttpRequest, item_id: Path[Id], body: ItemEdit) -> dict[str, Any]:
    """Change a work item's title, line or planned time."""
    by = asker(request)
    stands = queries.item_seen_by(by, item_id)
    values = {name: getattr(stands, name) for name in ItemEdit.model_fields} | body.model_dump(exclude_unset=True)
    values["title"] = values["title"] or stands.title
    return _item(commands.edit_work_item(by=by, item_id=item_id, now=timezone.now(), **values))


def _item(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in ItemShape.model_fields}
