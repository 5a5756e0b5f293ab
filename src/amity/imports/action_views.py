"""Actions on an import: start, stop, resume, undo and discard it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.imports import commands, queries, steps
from amity.jobs import commands as jobs
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.ui.asked import SHORT, posted


@require_POST
def begin(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Import what the preview showed, or resume a stopped import."""
    return _acted(request, batch_id, steps.begin)


@require_POST
def duplicates(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Skip the rows that look like existing time, or import them as well."""
    return _acted(request, batch_id, partial(steps.decide_duplicates, choice=posted(request).text("choice", SHORT)))


@require_POST
def take(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Import contacts or quoted lines."""
    answers = {"create_missing": posted(request).text("create_missing", SHORT) == "on"}
    return _acted(request, batch_id, partial(steps.take, answers=answers))


@require_POST
def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Undo the import."""
    return _acted(request, batch_id, steps.undo)


@require_POST
def stop(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Stop the job of an import after its current chunk."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    try:
        jobs.cancel_job(by=by, job_id=batch.job_id or 0, now=timezone.now())
    except (Refused, NotSeen) as fault:
        messages.warning(request, fault.sentence)
    return redirect("imports:batch", batch_id)


@require_POST
def discard(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Delete a file that wasn't imported."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    try:
        commands.discard_batch(by=by, batch_id=batch_id)
    except Refused as fault:
        messages.error(request, fault.sentence)
        return redirect("imports:batch", batch_id)
    messages.success(request, _("%(file)s discarded. Nothing was saved from it.") % {"file": batch.file_name})
    return redirect("imports:imports")


def _acted(request: HttpRequest, batch_id: int, act: Callable[..., None]) -> HttpResponse:
    """Run a step. If it was already done, the page shows why it can't be repeated."""
    by = actor_of(request)
    queries.batch_seen_by(by, batch_id)
    try:
        act(by=by, batch_id=batch_id, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.warning(request, fault.sentence)
    return redirect("imports:batch", batch_id)
