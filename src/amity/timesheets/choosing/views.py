"""The list under a field of work: matching choices as options."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.timesheets.choosing import search
from amity.ui.asked import queried


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Return options for the text in `q`. `only=projects` leaves out lines and work items."""
    typed = queried(request).search("q")
    person = person_of(actor_of(request))
    found = search.find(
        person, typed, today=timezone.localdate(), projects_only=queried(request).has("only")
    )  # fmt: skip
    return render(request, "timesheets/choosing/options.html", {"found": found, "typed": typed.strip()})
