"""Redirects after an answer about a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from amity.audit.actor_rights import actor_of
from amity.imports import queries


def onward(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Redirect to the names of a readable file, otherwise to its page."""
    batch = queries.batch_seen_by(actor_of(request), batch_id)
    return redirect("imports:names" if batch.state == "ready" else "imports:batch", batch_id)
