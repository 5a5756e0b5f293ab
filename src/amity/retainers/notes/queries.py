"""Queries for notes sent to clients about their retainers."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from amity.agreements.models import Agreement
from amity.retainers.models import SentNote
from amity.shared.rows.prepared import Prepared, many

SHOWN = 10
"""Notes shown on an account."""


def notes_of(agreement: Agreement) -> QuerySet[SentNote]:
    """Return the notes of a retainer, oldest first."""
    return SentNote.objects.filter(agreement=agreement).select_related("contact", "sent_by").order_by("id")


def notes_beside(agreement: Agreement, period: date, today: date) -> QuerySet[SentNote]:
    """Return the notes shown next to a new one: those on its period that were sent elsewhere, and all sent today."""
    midnight = timezone.make_aware(datetime.combine(today, time()))
    return notes_of(agreement).filter(Q(period=period, outgoing=None) | Q(sent_at__gte=midnight))


def latest_notes(agreements: Collection[Agreement]) -> list[SentNote]:
    """Return the latest notes of several retainers, newest first."""
    return LATEST.rows({"agreement_id": [one.pk for one in agreements]})


def _latest() -> QuerySet[SentNote]:
    rows = SentNote.objects.filter(many("agreement_id")).select_related("contact", "sent_by", "agreement")
    return rows.order_by("-sent_at", "-id")[:SHOWN]


LATEST: Final = Prepared(_latest)
