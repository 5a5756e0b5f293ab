"""Ask for an export, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.exports import commands, queries
from amity.people.queries import person_of
from amity.ui.asked import ADDRESS, SHORT, posted


@require_POST
def start_export(request: HttpRequest) -> HttpResponse:
    """Queue an export of a list and show its progress."""
    sent = posted(request)
    started = commands.start_export(
        by=actor_of(request), path=sent.text("path", ADDRESS), query=sent.text("query"), kind=sent.text("kind", SHORT),
        now=timezone.now(),
    )  # fmt: skip
    return redirect("jobs:job", started.job_id)


@require_GET
def export(request: HttpRequest, export_id: int) -> HttpResponse:
    """Show an export: its download, or how far it is."""
    actor = actor_of(request)
    shown = queries.export_seen_by(actor, export_id)
    context = {
        "export": shown,
        "kept_until": (shown.made_at or shown.asked_at) + commands.KEPT,
        "may_read": queries.still_allowed(shown, person_of(actor)),
        "running": not shown.made_at and queries.is_running(shown),
    }
    return render(request, "exports/export.html", context)
