"""The statement of a retainer's period as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.accounts.contacts.languages import language_for
from amity.audit.actor_rights import actor_of
from amity.reports.period_statements import document
from amity.retainers.notes.draft import addressee
from amity.retainers.page import NoPeriods, retainer_page
from amity.ui.asked import SHORT, queried
from amity.ui.reader_format import in_language


@require_safe
def statement_file(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Answer with the statement of the newest or selected period, with the same right as the retainer's page."""
    seen = retainer_page(actor_of(request), agreement_id, queried(request).text("period", SHORT), timezone.localdate())
    if isinstance(seen, NoPeriods):
        return redirect("retainers:retainer", agreement_id)
    with in_language(language_for(addressee(seen))):
        answer = HttpResponse(document.pdf(seen), content_type="application/pdf")
    name = f"statement-{seen.agreement.pk}-{seen.period.span.first:%Y-%m}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
