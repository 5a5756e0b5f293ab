"""Reminders as pushes: the client did not ask for them, so each counts in the push budget of its addressee."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.pushes import sources
from amity.accounts.pushes.sources import Source
from amity.contact_reports.models import Edition


def register() -> None:
    """Register the source."""
    sources.register(
        Source(
            key="report_reminder", label=lazy("Reminder of a contact report"), rows=_rows, contact="report__addressee",
            account="report__account", title="report__title", about="report", address=_address, at="reminder__sent_at",
        )
    )  # fmt: skip


def _rows() -> "QuerySet[Edition]":
    return Edition.objects.filter(reminder__sent_at__isnull=False)


def _address(report_id: int) -> str:
    return reverse("contact_reports:contact_report", args=[report_id])
