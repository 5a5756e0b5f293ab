"""The page with the balances of retainers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.portal.money import queries
from amity.portal.pages import Reader, gone
from amity.shared.errors import NotSeen


@require_safe
def balances(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show the balances of retainers to a contact who may see money."""
    if not queries.accounts_with_money(reader.contacts):
        raise NotSeen(gone())
    found = queries.balances_for(reader.contacts, timezone.localdate())
    return render(request, "portal/balances.html", {"reader": reader, "found": found, "here": "balances"})
