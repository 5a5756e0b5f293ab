"""REST operations for the files of an agreement."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Path
from ninja.files import UploadedFile

from amity.agreements import queries
from amity.agreements.documents import commands
from amity.agreements.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Id


class FileShape(Answered):
    """A file attached to an agreement. Download it from its page, which requires access to the agreement's fees."""

    id: Id
    name: str
    size: int
    sha256: str
    content_type: str
    added_by: str
    added_at: datetime


@reads(router, "/agreements/{int:agreement_id}/files", list[FileShape])
def list_files(request: HttpRequest, agreement_id: Path[Id]) -> list[dict[str, Any]]:
    """List the files of an agreement, newest first."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return [_as_json(attached) for attached in seen.files.select_related("file").order_by("-added_at", "-pk")]


@writes(router, "POST", "/agreements/{int:agreement_id}/files", FileShape, scope=SETUP, status=201)
def attach_file(request: HttpRequest, agreement_id: Path[Id], file: File[UploadedFile]) -> dict[str, Any]:
    """Attach a file to an agreement. Send it as `multipart/form-data`.

    Its type is detected from its content, not from its name. To use the file as evidence when you change the
    agreement's status, send its `id` as `file_id`.
    """
    by = asker(request)
    attached = commands.add_file(
        by=by, agreement_id=agreement_id, name=file.name or "", chunks=file.chunks(), now=timezone.now()
    )
    return _as_json(attached)


def _as_json(attached: Any) -> dict[str, Any]:
    return FileShape.of(attached.file, id=attached.file_id, added_by=attached.added_by, added_at=attached.added_at)
