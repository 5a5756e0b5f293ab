"""A stored file as the response of a page or of the API."""

from django.http import FileResponse

from amity.files import queries
from amity.files.models import StoredFile


def file_response(file: StoredFile) -> FileResponse:
    """Return the bytes as a download under their original name. They are never displayed inside a page."""
    answer = FileResponse(queries.opened(file), as_attachment=True, filename=file.name, content_type=file.content_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
