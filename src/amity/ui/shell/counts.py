"""The counts of the rail, asked for once a page is shown so that no page waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amity.shared.actor import Actor
from amity.ui import slots


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """Return the count of each entry of the rail and of the header that has one, and what the person pinned."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    entries = [*slots.navigation.seen_by(actor), *slots.topbar.seen_by(actor)]
    found = [(entry.key, *entry.count(actor)) for entry in entries if entry.count]
    pinned = [link for links in slots.pinned for link in links(actor)]
    answer = render(request, "ui/counts.html", {"counts": found, "pinned": pinned})
    answer["Cache-Control"] = "no-store"
    return answer
