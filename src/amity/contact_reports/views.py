"""The page of a report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from amity.audit.actor_rights import actor_of
from amity.contact_reports import page, queries


def contact_report(request: HttpRequest, contact_report_id: int) -> HttpResponse:
    """Show a report: its clock, its points, who gets it, and what the client sees."""
    actor = actor_of(request)
    report = queries.report_seen_by(actor, contact_report_id)
    return render(request, "contact_reports/contact_report.html", page.context(actor, report, timezone.now()))
