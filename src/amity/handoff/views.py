"""Pages of a hand-off and its versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amity.audit.actor_rights import actor_of
from amity.handoff import page as handoff_page
from amity.handoff import queries
from amity.handoff.versions import page as versions_page


def handoff(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Show one hand-off: five prompts and an answer, or two columns."""
    actor = actor_of(request)
    seen = queries.handoff_seen_by(actor, handoff_id)
    return render(request, "handoff/handoff.html", handoff_page.context(actor, seen, timezone.now()))


def versions(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Show each offered version, and its changes from the previous one."""
    actor = actor_of(request)
    seen = queries.handoff_seen_by(actor, handoff_id)
    return render(request, "handoff/versions.html", {"handoff": seen, **versions_page.versions(actor, seen)})
