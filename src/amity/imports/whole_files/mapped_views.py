"""Page for the columns of a file without time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.imports import queries, steps
from amity.imports.whole_files.mapped import mapped_form
from amity.shared.errors import Refused


@require_POST
def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Read a file of expenses or invoices by other columns."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool not in steps.MAPPED_TOOLS:
        raise Refused(_("This file is read as what it is."))
    form = mapped_form(batch, request.POST)
    try:
        if form.is_valid():
            steps.give_answers(by=by, batch_id=batch_id, answers=form.answers(), now=timezone.now())
    except Refused as fault:
        messages.error(request, fault.sentence)
    for field in form:
        for error in field.errors:
            messages.error(request, f"{field.label}: {error}")
    return redirect("imports:batch", batch_id)
