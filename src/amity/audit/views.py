"""One action of the audit log with its changes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.audit import queries
from amity.audit.actor_rights import actor_of
from amity.ui import formats


def record(request: HttpRequest, record_id: int) -> HttpResponse:
    """Show what an action changed. An htmx request gets only the table, which the list loads when a row is opened."""
    details = queries.details_seen_by(actor_of(request), record_id)
    if request.headers.get("HX-Request"):
        return render(request, "audit/changes.html", {"details": details})
    line = details.line
    sub = f"{formats.full_day(line.day)} · {line.through}"
    return render(request, "audit/record.html", {"details": details, "line": line, "title": line.text, "sub": sub})
