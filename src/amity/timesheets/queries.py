"""Reads of time, as seen by somebody."""

from django.utils.translation import gettext as _

from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.timesheets.models import Entry, EntryQuerySet, Month


def entries_seen_by(by: Actor) -> EntryQuerySet:
    """Every entry the actor may see, with what a list shows beside it."""
    return Entry.objects.visible_to(person_of(by)).select_related("person", "account", "project", "line", "item")


def entry_seen_by(by: Actor, entry_id: int, *, lock: bool = False) -> Entry:
    """One entry, or `NotSeen`. `lock` holds the row, and only that row, until the transaction ends."""
    entries = Entry.objects.visible_to(person_of(by))
    if lock:
        entries = entries.select_for_update(of=("self",))
    entry = entries.filter(pk=entry_id).first()
    if entry is None:
        raise NotSeen(_("There is no such entry, or it was deleted."))
    return entry


def months() -> list[Month]:
    """The months that hold time or were ever closed, newest first."""
    return list(Month.objects.order_by("-month"))


def closed_months() -> frozenset[int]:
    """The months (YYYYMM) that finance has closed."""
    return frozenset(Month.objects.filter(locked_at__isnull=False).values_list("month", flat=True))
