"""The page with the year in figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.portal.pages import Reader, gone
from amity.portal.year import queries
from amity.shared.errors import NotSeen
from amity.ui.asked import queried


@require_safe
def year(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show a year to a contact to whom it was released: what is agreed, spent and left, by agreement."""
    if not reader.sees_year:
        raise NotSeen(gone())
    known = queries.years(timezone.localdate())
    asked = queried(request).whole("year") or timezone.localdate().year
    if asked not in known:
        raise NotSeen(gone())
    context = {"reader": reader, "year": queries.year_for(reader.contacts, asked), "years": known, "here": "year"}
    return render(request, "portal/year.html", context)
