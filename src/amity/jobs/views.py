"""A job's page, its progress as a fragment polled every second, and its actions."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.jobs import commands, queries

ACTS: dict[str, Callable[..., object]] = {
    "cancel": commands.cancel_job,
    "resume": commands.resume_job,
    "undo": commands.undo_job,
}


def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show the progress of a job. An htmx request gets only the part that changes."""
    page = queries.page_of(queries.job_seen_by(actor_of(request), job_id))
    template = "jobs/job.html#progress" if request.headers.get("HX-Request") else "jobs/job.html"
    answer = render(request, template, {"page": page})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def act_on_job(request: HttpRequest, job_id: int, verb: str) -> HttpResponse:
    """Stop, resume or undo a job."""
    ACTS[verb](by=actor_of(request), job_id=job_id, now=timezone.now())
    return redirect("jobs:job", job_id)
