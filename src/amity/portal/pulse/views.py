"""*How are we doing?*: the client's page, and the page of the account with the switch and the answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.portal.pages import Reader
from amity.portal.pulse import commands, queries
from amity.portal.pulse.forms import PulseForm, SwitchForm


def pulse(request: HttpRequest, reader: Reader, account_id: int) -> HttpResponse:
    """Ask the two questions, and take the answers."""
    now = timezone.now()
    contact = queries.contact_asked(reader.contacts, account_id, timezone.localdate(now))
    form = PulseForm(request.POST or None)
    if reader.visitor is not None and request.method == "POST":
        form = PulseForm(request.POST)
        if form.is_valid():
            commands.send_pulse(visitor=reader.visitor, account_id=account_id, fields=form.given(), now=now)
            messages.success(request, _("Thank you. We’ll read it."))
            return redirect(reader.home)
    context = {"reader": reader, "account": contact.account, "form": form, "here": "home"}
    return render(request, "portal/pulse.html", context, status=422 if form.errors else 200)


def pulse_answers(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the answers of an account, and switch the questions on or off."""
    actor = actor_of(request)
    setting = queries.setting_of(actor, account_id)
    form = SwitchForm(request.POST or None, initial={"is_on": setting.is_on, "version": setting.version})
    if request.method == "POST" and form.is_valid():
        commands.set_pulse(
            by=actor, account_id=account_id, version=form.cleaned_data["version"] or 0,
            is_on=form.cleaned_data["is_on"], now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("portal:pulse_answers", account_id)
    context = {"account": setting.account, "form": form, "rows": queries.answers_of(actor, setting.account)}
    return render(request, "portal/pulse_answers.html", context)
