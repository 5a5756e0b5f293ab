"""The former address of the list of retainers as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from amity.ui.asked import SHORT, queried


@require_safe
def retainers_file(request: HttpRequest) -> HttpResponse:
    """Lead from the former address of the file to the list's own."""
    return redirect(f"{reverse('retainers:retainers')}?export={queried(request).text('export', SHORT) or 'csv'}")
