"""The open jobs of an account, and the former lists of projects and of briefs, which lead to the list of jobs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.ui.asked import queried
from amity.work import account_page, redirects


@require_safe
def account_jobs(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the open jobs of an account, for a page that asks for them once it is shown."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    context = {"account": account, "loaded": account_page.open_jobs_of(actor, account)}
    return render(request, "work/jobs_open.html", context)


@require_safe
def former_projects(request: HttpRequest) -> HttpResponse:
    """Lead from the list of projects to the same jobs."""
    return redirect(f"{reverse('work:work')}?{redirects.of_projects(queried(request))}")


@require_safe
def former_briefs(request: HttpRequest) -> HttpResponse:
    """Lead from the list of briefs to the same jobs."""
    return redirect(f"{reverse('work:work')}?{redirects.of_briefs(queried(request))}")
