"""The page of retention: HTTP only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.growth import policy
from amity.growth.retention import page, table
from amity.people.queries import person_of
from amity.ui.asked import SHORT, queried


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Show net revenue retention, gross retention and concentration."""
    actor = actor_of(request)
    policy.may_see(person_of(actor)).or_refuse()
    return render(request, "growth/retention.html", page.context(actor))


@require_safe
def retention_file(request: HttpRequest) -> HttpResponse:
    """Answer with the accounts behind retention as a file."""
    actor = actor_of(request)
    policy.may_see(person_of(actor)).or_refuse()
    return table.retention_file(actor, timezone.localdate()).answered(
        "retention", queried(request).text("export", SHORT)
    )
