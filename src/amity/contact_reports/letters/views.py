"""Submit a report, reopen it, show its PDF, and record that it was sent another way."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.accounts.contacts.languages import language_for
from amity.agency.queries import agency_day, agency_zone
from amity.audit.actor_rights import actor_of
from amity.contact_reports import policy, queries, wording
from amity.contact_reports.corrections.forms import SentForm
from amity.contact_reports.frames import address_of, frame
from amity.contact_reports.letters import commands
from amity.contact_reports.letters.document import file_name, pdf
from amity.contact_reports.letters.preparing import prepare
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.ui.acts import act_page
from amity.ui.asked import posted
from amity.ui.reader_format import in_language


@require_POST
def submit_report(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Submit a report to the gate. What is missing is shown on its page."""
    version = posted(request).whole("version")
    try:
        sent = commands.submit_report(
            by=actor_of(request), report_id=contact_report_id, version=version, now=timezone.now()
        )
    except Invalid as fault:
        messages.error(request, fault.sentence)
        return redirect("contact_reports:contact_report", contact_report_id)
    messages.success(request, wording.submitted_sentence(queries.state_of(sent)))
    return redirect(address_of(sent))


@require_POST
def reopen_report(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Take a report back from the gate to change it."""
    commands.reopen_report(by=actor_of(request), report_id=contact_report_id, now=timezone.now())
    messages.success(request, _("Report reopened. Change it and submit it again."))
    return redirect("contact_reports:contact_report", contact_report_id)


def record_sent(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Record that a report was sent another way than through Amity."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    policy.may_change(person_of(actor), report).or_refuse()
    now = timezone.now()
    form = SentForm(request.POST or None, report=report, initial={"sent_on": agency_day(now)})
    hint = _("Silence makes no working basis of it, because Amity doesn’t know what you wrote.")
    what = frame(report, _("Sent another way"), _("Save date"), hint)

    def act(values: dict[str, Any]) -> str:
        day = values["sent_on"]
        noon = datetime.combine(day, time(12), agency_zone())
        sent_at = min(max(noon, report.held_at) if day == agency_day(report.held_at) else noon, now)
        commands.record_sent(
            by=actor, report_id=report.pk, version=values["version"] or 0, sent_at=sent_at, how=values["how"], now=now
        )
        return address_of(report)

    return act_page(request, what, form, act)


@require_safe
def report_file(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Answer with the PDF of a report as it is now."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    prepared = prepare(report, person_of(actor), timezone.now())
    with in_language(language_for(report.addressee)):
        document = pdf(report, prepared.letter)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{file_name(report)}"'
    answer["Cache-Control"] = "no-store"
    return answer
