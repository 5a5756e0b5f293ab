"""Who to ask for what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.portal.colleagues import queries
from amity.portal.pages import Reader
from amity.shared.errors import NotSeen


@require_safe
def colleagues(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show who to ask for what, and who covers, to those who may see it."""
    found = queries.colleagues_of(reader.contacts, timezone.localdate())
    if not found:
        raise NotSeen(_("Page not found."))
    return render(request, "portal/colleagues.html", {"reader": reader, "found": found, "here": "colleagues"})
