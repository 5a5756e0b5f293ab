"""Settings of time for the agency, and a person's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import policy
from amity.audit.actor_rights import actor_of
from amity.shared.errors import Invalid
from amity.timesheets.approval.queries import time_rules
from amity.timesheets.reminders import commands, queries
from amity.timesheets.reminders.forms import OwnForm, TimeRulesForm

NAMES = ("approval", "reminders", "remind_weekday", "remind_hour")


def time_settings(request: HttpRequest) -> HttpResponse:
    """Show and change the agency's approval and reminders."""
    actor = actor_of(request)
    policy.may_change_settings(actor).or_refuse()
    rules = time_rules()
    form = TimeRulesForm(
        request.POST if request.method == "POST" else None, initial={n: getattr(rules, n) for n in NAMES}
    )
    if form.is_bound and form.is_valid():
        try:
            commands.keep_time(by=actor, now=timezone.now(), **form.cleaned_data)
        except Invalid as fault:
            form.add_error(fault.field or None, fault.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("timesheets:time_settings")
    return render(request, "timesheets/reminders/settings.html", {"form": form}, status=422 if form.errors else 200)


def own(request: HttpRequest) -> HttpResponse:
    """Show and change the actor's own reminders, with a link to their split."""
    actor = actor_of(request)
    form = OwnForm(
        request.POST if request.method == "POST" else None,
        initial={"wanted": queries.wants_reminders(actor.person_id)},
    )
    if form.is_bound and form.is_valid():
        commands.choose_reminders(by=actor, wanted=form.cleaned_data["wanted"], now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("timesheets:own")
    context: dict[str, Any] = {"form": form, "rules": time_rules()}
    return render(request, "timesheets/reminders/own.html", context)
