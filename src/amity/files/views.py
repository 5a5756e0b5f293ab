"""Download a stored file, for those who can read it."""

from django.http import FileResponse, HttpRequest

from amity.audit.actor_rights import actor_of
from amity.files import queries


def download(request: HttpRequest, file_id: int) -> FileResponse:
    """Return the bytes as a download under their original name. They are never displayed inside a page."""
    file = queries.file_seen_by(actor_of(request), file_id)
    answer = FileResponse(queries.opened(file), as_attachment=True, filename=file.name, content_type=file.content_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
