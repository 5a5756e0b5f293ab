"""The page of one retainer: HTTP in, HTML out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.gate.subjects.queries import has_open, sendings_of
from amity.people.queries import person_of
from amity.retainers import charts, places, policy, wording
from amity.retainers.captions import period_captions
from amity.retainers.notes import sending
from amity.retainers.notes.draft import addressee
from amity.retainers.notes.queries import notes_beside
from amity.retainers.notes.rules import note_id
from amity.retainers.notes.sending import NOTE
from amity.retainers.notes.views import note_form
from amity.retainers.page import NoPeriods, RetainerPage, retainer_page
from amity.retainers.period_tables import line_rows, period_links, period_rows, request_rows
from amity.retainers.terms import summary
from amity.scope.places import included_acts
from amity.shared.actor import Actor
from amity.ui.asked import SHORT, queried


@require_safe
def retainer(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Show a retainer, in the newest period or the selected one."""
    actor = actor_of(request)
    seen = retainer_page(actor, agreement_id, queried(request).text("period", SHORT), timezone.localdate())
    if isinstance(seen, NoPeriods):
        context = {"page": seen, "agreement": seen.agreement, "why": wording.why_no_periods(seen.why_not)}
        return render(request, "retainers/none.html", context)
    return render(request, "retainers/retainer.html", _context(actor, seen))


def _context(actor: Actor, page: RetainerPage) -> dict[str, Any]:
    unit = wording.unit_of(page.agreement, page.terms, fee=page.rights.fee)
    contact, later = addressee(page), page.next_terms
    period = page.period.span.first
    number = note_id(page.agreement.pk, period)
    sendings = sendings_of(actor, NOTE, [number]).get(number, [])
    may_send = bool(policy.may_send_note(actor, page.agreement))
    return {
        "page": page,
        "agreement": page.agreement,
        "title": wording.title(page),
        "with_requests": wording.with_requests(page),
        "included": summary.included(page.agreement, page.terms, fee=page.rights.fee),
        "rule": summary.terms_summary(page.agreement, page.terms, fee=page.rights.fee),
        "next_included": summary.included(page.agreement, later, fee=page.rights.fee) if later else "",
        "days": wording.days(page.period.span),
        "counted": summary.COUNTED[page.terms.counted] if page.terms.kind == "hours" else "",
        "unit": unit,
        "captions": period_captions(page, unit),
        "bar": charts.period_bar(page, unit),
        "chart": charts.chart_of(page, unit),
        "asked": request_rows(page),
        "periods": (periods := period_rows(page)),
        "lines": line_rows(page),
        "entries": next((one.entries for one in periods if one.period is page.period), ""),
        "links": period_links(page),
        "contact": contact,
        "note_form": note_form(None, page, contact, person_of(actor).name),
        "may_send_note": may_send,
        "sendings": sendings,
        "may_email_note": not has_open(sendings) and bool(sending.may_send(actor, page.agreement)),
        "sent_notes": notes_beside(page.agreement, period, page.today),
        "request_acts": included_acts.seen_by(actor, page.agreement),
        "more": [(one.label, one.address(page.agreement)) for one in places.acts.seen_by(actor, page.agreement)],
    }
