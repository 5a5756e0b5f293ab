"""What blocks the work of projects: late client input, and open issues and roadblocks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import ngettext

from amity.monitoring import rules as monitoring
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.shared.caches.reading import once_a_page

BLOCKING: Final = (monitoring.ISSUE, monitoring.ROADBLOCK)
"""The kinds of entries that block work."""


def late_inputs(project_ids: Collection[int], today: date) -> Sequence[ClientInput]:
    """Return the client input of projects that is late, the latest first. A page reads it once."""
    rows = ClientInput.objects.filter(project__in=project_ids).late(today).order_by("due_on", "pk")
    return once_a_page(("late input", frozenset(project_ids), today), lambda: list(rows))


def blockers_of(project_ids: Collection[int], today: date) -> Mapping[int, Sequence[str]]:
    """Return what blocks each project: late client input first, then open issues and roadblocks."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for late in late_inputs(project_ids, today):
        days = late.late_on(today)
        text = ngettext("%(what)s, %(count)s day late", "%(what)s, %(count)s days late", days)
        found[late.project_id or 0].append(text % {"what": late.what, "count": days})
    entries = RegisterEntry.objects.filter(project__in=project_ids, kind__in=BLOCKING)
    for entry in entries.exclude(state=monitoring.CLOSED).order_by("-severity", "pk"):
        found[entry.project_id or 0].append(entry.title)
    return found
