"""The first page of the client's side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amity.portal.pages import Reader


@require_safe
def home(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Show what we need from the client first."""
    return render(request, "portal/home.html", {"reader": reader})
