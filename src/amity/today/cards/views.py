"""The page Today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.today.cards import page
from amity.today.cards.collecting import PEOPLE
from amity.today.cards.people import has_people
from amity.ui.asked import queried


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what needs the person. A director can look at what needs their people."""
    actor = actor_of(request)
    whose = queried(request).choice("whose", (PEOPLE,))
    whose = whose if whose and has_people(person_of(actor)) else ""
    return render(request, "today/today.html", page.context(actor, timezone.now(), whose=whose))
