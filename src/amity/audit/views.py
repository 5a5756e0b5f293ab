"""The page Settings → Audit log."""

from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.audit import queries
from amity.audit.actor_rights import actor_of
from amity.ui.asked import SHORT, queried


def trail(request: HttpRequest) -> HttpResponse:
    """Show actions, newest first. `?topic=`, `?through=`, `?subject=`, `?action=` filter them, `?before=` pages."""
    query = queried(request)
    asked = queries.Asked(**{name: query.text(name, SHORT) for name in asdict(queries.EVERYTHING)})
    lines = queries.trail_seen_by(actor_of(request), asked, before=query.whole("before"))
    context = {
        "lines": lines,
        "asked": asked,
        "narrowed": asked != queries.EVERYTHING,
        "topics": queries.topic_labels(),
        "doors": queries.door_labels().items(),
        "about": queries.subject_named(asked.subject),
    }
    if len(lines) == queries.PAGE:
        context["older"] = urlencode(
            {name: value for name, value in asdict(asked).items() if value} | {"before": lines[-1].id}
        )
    return render(request, "audit/trail.html", context)
