"""The page of a frozen version."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amity.agreements import queries
from amity.agreements.versions.queries import version_page
from amity.audit.actor_rights import actor_of
from amity.ui.asked import SHORT, queried


def version(request: HttpRequest, agreement_id: int, number: int) -> HttpResponse:
    """Show a frozen version, its text, its hash, and its differences from another."""
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    page = version_page(actor, seen, number, queried(request).text("from", SHORT))
    return render(request, "agreements/version.html", {"agreement": seen, "page": page})
