"""Pages for the format of quoted lines' codes: save it, and count codes while it is typed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.imports import queries, steps
from amity.imports.line_codes.forms import LinesForm
from amity.imports.line_codes.page import code_count
from amity.imports.redirects import onward
from amity.imports.source_file.options import Options
from amity.shared.errors import Invalid, Refused
from amity.ui.asked import queried


@require_POST
def lines(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Save how codes of quoted lines are found in texts."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    form = LinesForm(request.POST, options=Options.from_json(batch.options))
    if not form.is_valid():
        for field in form:
            for error in field.errors:
                messages.error(request, f"{field.label}: {error}")
        return redirect("imports:names", batch_id)
    try:
        steps.give_answers(by=by, batch_id=batch_id, answers=form.cleaned_data, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
    return onward(request, batch_id)


def count_codes(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show how many rows carry a code, while the expression is typed."""
    batch = queries.batch_seen_by(actor_of(request), batch_id)
    codes = code_count(batch, queried(request).text("line_code"))
    return render(request, "imports/codes.html", {"codes": codes})
