"""REST operations for work items."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Body, Id, Page, merged
from amity.projects.router import SETUP, router
from amity.projects.work_items import commands, queries
from amity.projects.work_items.commands import ItemFields
from amity.shared.values import value_of


class ItemShape(Answered, value=ItemFields):
    """A work item of a project. Its line is optional."""

    id: Id
    project_id: Id
    finished_at: datetime | None


class ItemsAsked(Asked):
    """Filters for the list of work items."""

    project_id: Id | None = None
    line_id: Id | None = None
    finished: bool | None = None


class NewItem(Body, value=ItemFields):
    """Request body: the work item to add. Its title must be unique within the project."""

    project_id: Id


class ItemEdit(Body, value=ItemFields, edits=True):
    """Request body: the fields of a work item to change. Omitted fields stay unchanged.

    Work items have no version, so the last change wins.
    """


@reads(router, "/items", Page[ItemShape])
def list_items(request: HttpRequest, asked: Query[ItemsAsked]) -> dict[str, Any]:
    """List the work items of the projects the caller can see."""
    rows = queries.items_seen_by(asker(request))
    rows = narrowed(rows, asked, "project_id", "line_id")
    if asked.finished is not None:
        rows = rows.filter(finished_at__isnull=not asked.finished)
    return page(rows, asked, ItemShape.of)


@reads(router, "/items/{int:item_id}", ItemShape)
def read_item(request: HttpRequest, item_id: Path[Id]) -> dict[str, Any]:
    """Return one work item."""
    return ItemShape.of(queries.item_seen_by(asker(request), item_id))


@writes(router, "POST", "/items", ItemShape, scope=SETUP, status=201)
def add_item(request: HttpRequest, body: NewItem) -> dict[str, Any]:
    """Add a work item to a project."""
    added = commands.add_work_item(
        by=asker(request), project_id=body.project_id, fields=body.as_value(ItemFields), now=timezone.now()
    )
    return ItemShape.of(added)


@writes(router, "PATCH", "/items/{int:item_id}", ItemShape, scope=SETUP)
def edit_item(request: HttpRequest, item_id: Path[Id], body: ItemEdit) -> dict[str, Any]:
    """Change a work item's title, line or planned time."""
    by = asker(request)
    fields = merged(value_of(queries.item_seen_by(by, item_id), ItemFields), body)
    return ItemShape.of(commands.edit_work_item(by=by, item_id=item_id, fields=fields, now=timezone.now()))
