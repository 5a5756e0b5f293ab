"""The days of a client: its country and time zone, and when its contacts are away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.contact_reports import policy
from amity.contact_reports.client_days import commands, queries
from amity.contact_reports.client_days.forms import AbsenceForm, CalendarForm
from amity.contact_reports.frames import crumbs
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


def client_days(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show and set the country and time zone of a client, and list when its contacts are away."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_set_days(person_of(actor), account).or_refuse()
    country, time_zone = queries.own_calendar(account.pk)
    form = CalendarForm(request.POST or None, initial={"country": country, "time_zone": time_zone})
    here = reverse("contact_reports:client_days", args=[account.pk])
    what = ActPage(
        title=_("Days of %(account)s") % {"account": account.name}, button=_("Save country and time zone"),
        back=reverse("accounts:account", args=[account.pk]), crumbs=crumbs(account),
        template="contact_reports/client_days.html",
    )  # fmt: skip
    form.absences = queries.absences_of(account.pk)  # type: ignore[attr-defined]
    form.account = account  # type: ignore[attr-defined]

    def act(values: dict[str, Any]) -> str:
        commands.set_calendar(
            by=actor, account_id=account.pk, country=values["country"], time_zone=values["time_zone"],
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Country and time zone saved."))
        return here

    return act_page(request, what, form, act)


def add_absence(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record that a contact is away."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_set_days(person_of(actor), account).or_refuse()
    form = AbsenceForm(request.POST or None, account=account)
    back = reverse("contact_reports:client_days", args=[account.pk])
    what = ActPage(title=_("Add absence"), button=_("Add absence"), back=back, crumbs=crumbs(account))

    def act(values: dict[str, Any]) -> str:
        commands.add_absence(by=actor, account_id=account.pk, fields=form.value_given(), now=timezone.now())
        messages.success(request, _("Absence added."))
        return back

    return act_page(request, what, form, act)


@require_POST
def remove_absence(request: HttpRequest, account_id: int, absence_id: int) -> HttpResponse:
    """Remove an absence."""
    actor = actor_of(request)
    commands.remove_absence(by=actor, account_id=account_id, absence_id=absence_id, now=timezone.now())
    messages.success(request, _("Absence removed."))
    return redirect("contact_reports:client_days", account_id)
