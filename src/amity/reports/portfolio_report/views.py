"""The report on all accounts: its page, and its two files."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.profitability.reader import period_choice
from amity.reports.portfolio_report import policy
from amity.reports.portfolio_report.content import report_of
from amity.reports.reviews import document
from amity.reports.reviews.charts import WHOLE, chart_of
from amity.reports.reviews.content import Payload
from amity.reports.reviews.deck import deck
from amity.reports.reviews.tables import table_of
from amity.reports.reviews.views import PPTX, file_answer


@require_safe
def portfolio_report(request: HttpRequest) -> HttpResponse:
    """Show the report on all accounts as slides."""
    content = _content(request)
    slides = [(block, table_of(block), chart_of(block, WHOLE)) for block in content["blocks"]]
    context = {"content": content, "slides": slides, "period": period_choice(request)}
    return render(request, "reports/portfolio_report.html", context)


@require_safe
def portfolio_pdf(request: HttpRequest) -> FileResponse:
    """Answer with the report as PDF."""
    return file_answer(document.pdf(_content(request)), "application/pdf", "portfolio-report.pdf")


@require_safe
def portfolio_deck(request: HttpRequest) -> FileResponse:
    """Answer with the report as PowerPoint."""
    return file_answer(deck(_content(request)), PPTX, "portfolio-report.pptx")


def _content(request: HttpRequest) -> Payload:
    actor = actor_of(request)
    policy.may_read(actor).or_refuse()
    return report_of(actor, person_of(actor).day_of(timezone.now()), period_choice(request))
