"""Queries for notes sent to clients about their retainers."""

from collections.abc import Collection

from django.db.models import QuerySet

from amity.agreements.models import Agreement
from amity.retainers.models import SentNote

SHOWN = 10
"""Notes shown on an account."""


def notes_of(agreement: Agreement) -> QuerySet[SentNote]:
    """Return the notes of a retainer, oldest first."""
    return SentNote.objects.filter(agreement=agreement).select_related("contact", "sent_by").order_by("id")


def latest_notes(agreements: Collection[Agreement]) -> list[SentNote]:
    """Return the latest notes of several retainers, newest first."""
    rows = SentNote.objects.filter(agreement__in=agreements).select_related("contact", "sent_by", "agreement")
    return list(rows.order_by("-sent_at", "-id")[:SHOWN])
