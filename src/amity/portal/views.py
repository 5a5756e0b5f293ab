"""The first page of the client's side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.portal.needed.answers import awaiting_answer
from amity.portal.needed.queries import needed_from
from amity.portal.pages import Reader
from amity.portal.pulse import queries as pulses
from amity.portal.released.queries import released_to

NEWEST = 3


@require_safe
def home(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what we need from the client first, then what was sent to them last."""
    needed = needed_from(reader.contacts, timezone.localdate())
    waiting = awaiting_answer(reader.contacts)
    context = {
        "reader": reader,
        "needed": needed,
        "waiting": waiting,
        "count": len(needed) + len(waiting),
        "pulses": pulses.asked(reader.contacts, timezone.localdate()),
        "newest": released_to(reader.contacts)[:NEWEST],
        "here": "home",
    }
    return render(request, "portal/home.html", context)
