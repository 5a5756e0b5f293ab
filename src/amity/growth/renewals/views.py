"""The page of renewals: HTTP only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.growth import policy
from amity.growth.renewals import page, table
from amity.growth.renewals.rules import BY_DATE, ORDERS
from amity.people.queries import person_of
from amity.ui.asked import SHORT, queried


@require_safe
def renewals(request: HttpRequest) -> HttpResponse:
    """Show agreements that end or renew, by quarter."""
    actor = actor_of(request)
    policy.may_see(person_of(actor)).or_refuse()
    return render(
        request, "growth/renewals.html", page.context(actor, queried(request).choice("sort", ORDERS, BY_DATE))
    )


@require_safe
def renewals_file(request: HttpRequest) -> HttpResponse:
    """Answer with the renewals as a file."""
    actor = actor_of(request)
    policy.may_see(person_of(actor)).or_refuse()
    return table.renewals_file(actor, timezone.localdate()).answered("renewals", queried(request).text("export", SHORT))
