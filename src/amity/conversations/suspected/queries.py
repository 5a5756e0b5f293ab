"""Queries for suspected records: those that a person is asked about."""

from datetime import datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from amity.accounts.covers.prefetch import covers_along
from amity.conversations.suspected.models import OPEN, SuspectedRecord
from amity.people.models import Person

TIMES_ASKED: Final = 2
"""How many evenings a sentence is asked about. Afterwards it only waits."""


def open_for(person: Person) -> QuerySet[SuspectedRecord]:
    """Return what a person is asked about, what is due first."""
    return _with_names(SuspectedRecord.objects.filter(asked=person, state=OPEN)).order_by(
        F("due_on").asc(nulls_last=True), "pk"
    )


def of_evening(person: Person, since: datetime) -> QuerySet[SuspectedRecord]:
    """Return what a person is asked about when they close the day, and what they decided since its start."""
    rows = SuspectedRecord.objects.filter(to_skip() | Q(decided_at__gte=since), asked=person)
    return _with_names(rows).order_by("message__sent_at", "pk")


def to_skip() -> Q:
    """Return the filter for sentences that closing the day asks about."""
    return Q(state=OPEN, skipped__lt=TIMES_ASKED)


def _with_names(rows: QuerySet[SuspectedRecord]) -> QuerySet[SuspectedRecord]:
    rows = rows.select_related("account__manager", "contact", "sender", "message__thread")
    return rows.prefetch_related(covers_along("account"))
