"""Imports that need their importer: files with questions, interrupted ones, and rows that were rejected."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.imports import policy
from amity.imports.models import Batch
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD

DAYS: Final = 14
"""Days after an import in which its rejected rows wait. A newer file of the same source replaces them."""
OPEN: Final = ("asking", "unreadable", "stopped")


def register() -> None:
    """Register imports with errors."""
    kinds.register(IMPORTS)


def _troubled(person: Person, today: date) -> "QuerySet[Batch]":
    if not policy.may_import(person):
        return Batch.objects.none()
    since = datetime.combine(today - timedelta(days=DAYS), time.min, UTC)
    newer = Batch.objects.filter(source=OuterRef("source"), pk__gt=OuterRef("pk"), state="applied")
    rejected = Q(state="applied", ended_at__gte=since, counts__rejected__gt=0) & ~Exists(newer)
    return Batch.objects.filter(Q(state__in=OPEN) | rejected, person=person).order_by("pk")


def _found(person: Person, today: date) -> list[Batch]:
    return list(_troubled(person, today))


def _items(by: Actor, rows: Sequence[Batch], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            title=row.file_name,
            address=reverse("imports:batch", args=[row.pk]),
            headline=headline_of(row.file_name, _lead(row)),
            lead=_lead(row),
            repeats_lead=True,
            since=_("imported %(day)s") % {"day": formats.day(timezone.localtime(row.brought_at), today)},
            open=_("Open import"),
            stakes=grown(1, 3 if row.state == "stopped" else 2),
            cause=f"import {row.pk}",
        )
        for row in rows
    ]


def _lead(row: Batch) -> str:
    if row.state == "stopped":
        return _("The import was interrupted")
    if row.state == "unreadable":
        return _("The file can’t be read")
    if row.state == "asking":
        return _("The file needs an answer")
    count = row.counts.get("rejected", 0)
    return ngettext("%(count)s row was rejected", "%(count)s rows were rejected", count) % {
        "count": formats.number(count)
    }


IMPORTS: Final = Kind(
    key="import", order=89, todo=RECORD, icon="file-import", label=lazy("Imports with errors"), rows=_found,
    candidates=_troubled, items=_items,
)  # fmt: skip
