"""Settings → Trail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.audit import queries
from amity.audit.standing import actor_of


def trail(request: HttpRequest) -> HttpResponse:
    """What was done, newest first; `?subject=kind:id` and `?action=` narrow it, `?before=` pages."""
    before = request.GET.get("before", "")
    subject, action = request.GET.get("subject", ""), request.GET.get("action", "")
    lines = queries.trail_seen_by(
        actor_of(request), before=int(before) if before.isdecimal() else 0, subject=subject, action=action
    )
    more = lines[-1].id if len(lines) == queries.PAGE else 0
    return render(request, "audit/trail.html", {"lines": lines, "more": more, "subject": subject, "action": action})
