"""The page of emails that weren't delivered, unknown ones first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amity.audit.actor_rights import actor_of
from amity.gate.items import page
from amity.gate.items.outcomes import way_out
from amity.gate.releases.page import undelivered_rows


def undelivered(request: HttpRequest) -> HttpResponse:
    """Show what wasn't delivered, with what is known, and what can be done."""
    actor = actor_of(request)
    context = {
        "places": page.tab_links(actor, "undelivered", timezone.now()),
        "rows": undelivered_rows(actor),
        "way_out": way_out(actor),
    }
    return render(request, "gate/undelivered.html", context)
