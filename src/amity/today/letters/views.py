"""A person's settings of Today: email, chat, thresholds and kinds in the digest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.today.asides.queries import asides_of
from amity.today.asides.rules import NOT_SO
from amity.today.asides.wording import row
from amity.today.letters.commands import choose_morning
from amity.today.letters.forms import MorningForm
from amity.today.shown.page import moved_rows
from amity.today.shown.queries import state_of

NAMES = ("by_email", "hour", "chat")


def settings(request: HttpRequest) -> HttpResponse:
    """Show and change the person's own settings of Today."""
    actor, now = actor_of(request), timezone.now()
    person = person_of(actor)
    state = state_of(person)
    form = MorningForm(request.POST or None, initial={name: getattr(state, name) for name in NAMES})
    if form.is_bound and form.is_valid():
        try:
            choose_morning(by=actor, fields=form.value_given(), now=now)
        except Invalid as fault:
            form.add_error(fault.field or None, fault.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("today:settings")
    raised = [row(one, person.day_of(now)) for one in asides_of(person) if one.way == NOT_SO]
    shown = {"form": form, "raised": raised, "moved": moved_rows(state.counts), "fault": state.chat_fault}
    return render(request, "today/settings.html", shown, status=422 if form.errors else 200)
