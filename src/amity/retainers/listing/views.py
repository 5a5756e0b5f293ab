"""The list of retainers: HTTP in, HTML or a file out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.retainers.listing.file_table import retainer_table
from amity.retainers.listing.queries import retainer_list
from amity.retainers.listing.rows import list_row
from amity.retainers.listing.wording import list_title
from amity.ui.asked import SHORT, queried


@require_safe
def retainers(request: HttpRequest) -> HttpResponse:
    """Show all retainers and blocks the person sees, those with problems first."""
    seen = retainer_list(actor_of(request), timezone.localdate())
    context = {"list": seen, "title": list_title(seen), "rows": [list_row(one, fee=seen.fee) for one in seen.rows]}
    return render(request, "retainers/retainers.html", context)


@require_safe
def retainers_file(request: HttpRequest) -> HttpResponse:
    """Answer with the list as a file."""
    table = retainer_table(retainer_list(actor_of(request), timezone.localdate()))
    return table.answered("retainers", queried(request).text("export", SHORT))
