"""The addresses of the former lists of projects and of briefs: they lead to the list of jobs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from amity.ui.asked import queried
from amity.work import redirects


@require_safe
def former_projects(request: HttpRequest) -> HttpResponse:
    """Lead from the list of projects to the same jobs."""
    return redirect(f"{reverse('work:work')}?{redirects.of_projects(queried(request))}")


@require_safe
def former_briefs(request: HttpRequest) -> HttpResponse:
    """Lead from the list of briefs to the same jobs."""
    return redirect(f"{reverse('work:work')}?{redirects.of_briefs(queried(request))}")
