"""Pages for the columns and the format of a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.imports import queries, steps
from amity.imports.columns.forms import ORDERS, ReadingForm
from amity.imports.columns.page import columns_of_page, mapping_from
from amity.imports.redirects import onward
from amity.imports.source_file.look import look
from amity.imports.source_file.options import Options
from amity.imports.whole_files.takers import WHOLE_FILE_TOOLS
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Refused
from amity.ui.asked import SHORT, posted


def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show the field of each column, and the format of the file."""
    by = actor_of(request)
    batch = queries.batch_seen_by(by, batch_id)
    if batch.tool in WHOLE_FILE_TOOLS or batch.state not in queries.UNDECIDED:
        return redirect("imports:batch", batch_id)
    seen, options = look(batch), Options.from_json(batch.options)
    form = ReadingForm(request.POST or None, seen=seen, options=options)
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            answers = {**form.cleaned_data, "columns": mapping_from(seen, options, posted(request).every_text())}
            steps.give_answers(by=by, batch_id=batch_id, answers=answers, now=timezone.now())
        except (Invalid, Refused) as refusal:
            fault = refusal.sentence
        else:
            return onward(request, batch_id)
    context = {
        "batch": batch, "seen": seen, "form": form, "fault": fault,
        "columns": columns_of_page(seen, person_of(by).money_right), "posted": posted(request).every_text(),
    }  # fmt: skip
    return render(request, "imports/columns.html", context, status=422 if fault or form.errors else 200)


@require_POST
def answer(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Save one answer about a file, such as its date order or its tool, or read it again."""
    by = actor_of(request)
    queries.batch_seen_by(by, batch_id)
    order, tool = posted(request).text("date_order", SHORT), posted(request).text("tool", SHORT)
    answers = {"date_order": order} if order in dict(ORDERS) else {}
    try:
        steps.give_answers(by=by, batch_id=batch_id, answers=answers, tool=tool, now=timezone.now())
    except (Invalid, Refused) as fault:
        messages.error(request, fault.sentence)
        return redirect("imports:batch", batch_id)
    return onward(request, batch_id)
