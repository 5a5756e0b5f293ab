"""The page of renewals: HTTP only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.growth import policy
from amity.growth.renewals import page
from amity.people.queries import person_of


@require_safe
def renewals(request: HttpRequest) -> HttpResponse:
    """Show agreements that end or renew, by quarter."""
    actor = actor_of(request)
    policy.may_see(person_of(actor)).or_refuse()
    return render(request, "growth/renewals.html", page.context(actor))
