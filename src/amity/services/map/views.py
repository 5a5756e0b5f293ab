"""Pages of the services map: all accounts, one account, and a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells.queries import account_for_cells
from amity.services.map.page import account_context, map_context
from amity.services.map.queries import services_map
from amity.services.map.table import map_file
from amity.ui.asked import SHORT, queried


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Show every account that the actor sees whole, with its services and the openings among them."""
    actor = actor_of(request)
    policy.may_see_map(person_of(actor)).or_refuse()
    return render(request, "services/map.html", map_context(request, actor, timezone.localdate()))


@require_safe
def services_file(request: HttpRequest) -> HttpResponse:
    """Answer with the map as a file."""
    actor = actor_of(request)
    policy.may_see_map(person_of(actor)).or_refuse()
    seen = services_map(actor, timezone.localdate())
    return map_file(actor, seen).answered("services-map", queried(request).text("export", SHORT))


@require_safe
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the services of an account, and what else it may need."""
    actor = actor_of(request)
    found = account_for_cells(actor, account_id)
    return render(request, "services/account.html", account_context(actor, found, timezone.localdate()))


@require_safe
def account_section(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer with the section of an account's tab Plan, which follows the page since it takes longer to read."""
    actor = actor_of(request)
    found = account_for_cells(actor, account_id)
    return render(request, "services/section.html", account_context(actor, found, timezone.localdate()))
