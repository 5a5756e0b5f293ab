"""Pages that take in what the client says to a report."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.contact_reports import policy, queries
from amity.contact_reports.corrections import commands
from amity.contact_reports.corrections.forms import CorrectionForm, SaidForm
from amity.contact_reports.frames import address_of, frame
from amity.people.queries import person_of
from amity.ui.acts import act_page


def correct(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Record a correction by the client, in their words."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    policy.may_change(person_of(actor), report).or_refuse()
    form = CorrectionForm(request.POST or None, report=report)
    hint = _("The version the client has stays as it is. You change the points of a new one and send it.")
    what = frame(report, _("Record correction"), _("Save correction"), hint)

    def act(values: dict[str, Any]) -> str:
        commands.correct(
            by=actor, report_id=report.pk, contact_id=values["contact_id"] or 0, words=values["words"],
            source=values["source"], now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Correction saved. Change the points and submit the new version."))
        return address_of(report)

    return act_page(request, what, form, act)


def confirm(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Record that the client said that the report is right."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    policy.may_change(person_of(actor), report).or_refuse()
    form = SaidForm(request.POST or None, report=report)
    what = frame(report, _("Record confirmation"), _("Save confirmation"))

    def act(values: dict[str, Any]) -> str:
        commands.confirm(
            by=actor, report_id=report.pk, contact_id=values["contact_id"] or 0, source=values["source"],
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Confirmation saved."))
        return address_of(report)

    return act_page(request, what, form, act)
