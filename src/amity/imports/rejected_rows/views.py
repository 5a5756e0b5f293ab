"""The page for rows that can't be imported, as a file to fix."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.imports import policy, queries
from amity.imports.rejected_rows.page import rejects_of, right_needed
from amity.imports.source_file.look import look
from amity.people.queries import person_of
from amity.shared.errors import NotSeen


def rejects(request: HttpRequest, batch_id: int) -> HttpResponseBase:
    """Return the rejected rows as a file. It has original cells, so costs need the right to see them."""
    by = actor_of(request)
    found = queries.batch_seen_by(by, batch_id)
    if not found.counts or not look(found).headers:
        raise NotSeen(_("There are no such rows."))
    policy.may_take_rows(person_of(by), found.person_id, needs=right_needed(found)).or_refuse()
    answer = StreamingHttpResponse(_marked(rejects_of(found)), content_type="text/csv; charset=utf-8")
    name = found.file_name.rpartition(".")[0] or found.file_name
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}-rows-with-errors.csv")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines after the mark by which spreadsheets recognise UTF-8."""
    yield "\ufeff"
    yield from lines
