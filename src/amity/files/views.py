"""Download a stored file, for those who can read it."""

from django.http import FileResponse, HttpRequest

from amity.audit.actor_rights import actor_of
from amity.files import queries
from amity.files.downloads import file_response


def download(request: HttpRequest, file_id: int) -> FileResponse:
    """Return a file as a download."""
    return file_response(queries.file_seen_by(actor_of(request), file_id))
