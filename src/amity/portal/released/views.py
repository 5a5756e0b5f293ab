"""What was sent to the client: a list, and the files."""

from typing import Final

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.files.downloads import file_response
from amity.portal.pages import Reader
from amity.portal.released import queries
from amity.ui.asked import queried

AT_ONCE: Final = 20


@require_safe
def sent(request: HttpRequest, reader: Reader) -> HttpResponse:
    """List what was sent to the client, newest first, a page at a time."""
    found = Paginator(queries.released_to(reader.contacts), AT_ONCE).get_page(queried(request).whole("page") or 1)
    return render(request, "portal/sent.html", {"reader": reader, "found": found, "here": "sent"})


@require_safe
def sent_file(request: HttpRequest, reader: Reader, item_id: int, file_id: int) -> FileResponse:
    """Return a file of an email as a download."""
    return file_response(queries.released_file(reader.contacts, item_id, file_id))


@require_safe
def signed_file(request: HttpRequest, reader: Reader, item_id: int) -> HttpResponse:
    """Return the signed agreement or change order as PDF, with the signature on it."""
    answer = HttpResponse(queries.signed_document(reader.contacts, item_id), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="signed-{item_id}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
