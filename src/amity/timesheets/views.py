"""Pages of an entry, and the start of a re-rating. The lists are declared in `tables` and `month_list`."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.jobs.commands import start_job
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Refused
from amity.timesheets import choices, commands, explanation, policy, queries, tables, typed
from amity.timesheets import months as locks
from amity.timesheets.forms import ChangeEntryForm
from amity.timesheets.rerating import jobs
from amity.timesheets.rerating.forms import RerateForm
from amity.ui.acts import acted
from amity.ui.asked import posted


def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Show an entry: the reasons for its cost and value, and the form for those who can change it."""
    actor = actor_of(request)
    person, seen = person_of(actor), queries.entry_page(actor, entry_id)
    form = ChangeEntryForm(
        request.POST if request.method == "POST" else None, initial=choices.as_typed(seen), person=person
    )
    may = policy.may_edit(person, seen)
    status = 200
    if form.is_bound:
        may.or_refuse()
        answer = acted(request, form, lambda values: _edited(request, entry_id, form, values))
        if answer is not None:
            return answer
        status = 409 if form.stale_sentence else 422
    context = {"entry": seen, "form": form, "may_edit": may, "reasons": explanation.why(person, seen)}
    closed = queries.is_closed(seen.work_date)
    return render(request, "timesheets/entry.html", context | {"closed": closed}, status=status)


def _edited(request: HttpRequest, entry_id: int, form: ChangeEntryForm, values: dict[str, Any]) -> str:
    try:
        changed = commands.edit_entry(
            by=actor_of(request), entry_id=entry_id, version=values["version"], changes=form.changes(),
            now=timezone.now(),
        )  # fmt: skip
    except locks.MonthClosed as closed:
        raise Invalid(closed.sentence, "work_date") from closed
    messages.success(request, _("Saved: %(time)s.") % {"time": typed.spell_time(changed.seconds)})
    return reverse("timesheets:entry", args=[entry_id])


@require_POST
def delete_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Delete an entry. The list then offers to restore it."""
    number = posted(request).whole("version")
    commands.delete_entry(by=actor_of(request), entry_id=entry_id, version=number, now=timezone.now())
    request.session[tables.UNDO] = entry_id
    return redirect("timesheets:entries")


@require_POST
def undo_delete(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Restore a deleted entry."""
    commands.undo_delete(by=actor_of(request), entry_id=entry_id, now=timezone.now())
    messages.success(request, _("Time restored."))
    return redirect("timesheets:entry", entry_id)


@require_POST
def rerate(request: HttpRequest) -> HttpResponse:
    """Apply the current rates to logged time, in the background."""
    actor = actor_of(request)
    policy.may_rerate(person_of(actor)).or_refuse()
    form = RerateForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Choose the first and last day first."), "first")
    if jobs.rerating_now():
        raise Refused(_("A re-rating is already running. Wait for it to finish, or stop it."))
    job = start_job(by=actor, kind=jobs.RERATE, arguments=jobs.arguments(form.span()), now=timezone.now())
    return redirect("jobs:job", job.pk)
