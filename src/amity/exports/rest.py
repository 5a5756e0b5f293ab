"""REST operations to export a list in the background, see how far it is, and fetch the file."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, sends, writes
from amity.api.paging import page
from amity.api.shapes import Answered, Asked, Body, Id, Page
from amity.exports import commands, queries
from amity.files.downloads import file_response
from amity.files.queries import file_seen_by
from amity.shared.errors import NotSeen
from amity.ui.lists.tables import TYPES

MONEY: Final = "money"
SETUP: Final = "setup:write"
router = Router(tags=["Exports"])


class ExportShape(Answered):
    """An export of the caller. `path` and `query` are the address of the list. `rows` is 0 until the file is ready."""

    id: Id
    title: str
    path: str
    query: str
    kind: Literal["csv", "xlsx"]
    state: Literal["making", "ready", "failed"]
    rows: int
    asked_at: datetime
    made_at: datetime | None


class NewExport(Body):
    """Request body: the address of a list, such as /time/ with the query `sort=-seconds`, and the file type."""

    path: Annotated[str, Field(min_length=1, max_length=200)]
    query: Annotated[str, Field(max_length=1_500)] = ""
    kind: Literal["csv", "xlsx"] = "csv"


@reads(router, "/exports", Page[ExportShape])
def list_exports(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List the caller's own exports. They are deleted after seven days."""
    return page(queries.exports_seen_by(asker(request)), asked, _shown)


@reads(router, "/exports/{int:export_id}", ExportShape)
def read_export(request: HttpRequest, export_id: Path[Id]) -> dict[str, Any]:
    """Return one of the caller's exports, with its state."""
    return _shown(queries.export_seen_by(asker(request), export_id))


@writes(router, "POST", "/exports", ExportShape, scope=SETUP, status=202)
def create_export(request: HttpRequest, body: NewExport) -> dict[str, Any]:
    """Export a list in the background. It has the rows and columns the caller can see on the page."""
    by = asker(request)
    started = commands.start_export(by=by, now=timezone.now(), **body.model_dump())
    return _shown(queries.export_seen_by(by, started.pk))


@sends(router, "/exports/{int:export_id}/file", *TYPES.values(), scope=MONEY)
def read_export_file(request: HttpRequest, export_id: Path[Id]) -> FileResponse:
    """Return the file of an export. It needs the rights with which it was made."""
    by = asker(request)
    export = queries.export_seen_by(by, export_id)
    if export.file_id is None:
        raise NotSeen(_("File not found."))
    return file_response(file_seen_by(by, export.file_id))


def _shown(export: Any) -> dict[str, Any]:
    state = "ready" if export.made_at else "making" if export.is_open else "failed"
    return ExportShape.of(export, state=state)
