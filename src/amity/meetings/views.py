"""The page of a meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.audit.actor_rights import actor_of
from amity.meetings import pages, queries


def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Show one meeting: when, where, who, and what can be done about it."""
    actor = actor_of(request)
    seen = queries.meeting_seen_by(actor, meeting_id)
    return render(request, "meetings/meeting.html", pages.meeting_page(actor, seen))
