"""What blocks the work of projects: late client input, and open issues and roadblocks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import ngettext

from amity.monitoring import rules as monitoring
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.shared.caches.reading import once_for_each

BLOCKING: Final = (monitoring.ISSUE, monitoring.ROADBLOCK)
"""The kinds of entries that block work."""


def late_inputs(project_ids: Collection[int], today: date) -> Mapping[int, Sequence[ClientInput]]:
    """Return the client input of each project that is late, the latest first. A page reads it once."""

    def read(ids: Collection[int]) -> Mapping[int, Sequence[ClientInput]]:
        found: defaultdict[int, list[ClientInput]] = defaultdict(list)
        for row in ClientInput.objects.filter(project__in=ids).late(today).order_by("due_on", "pk"):
            found[row.project_id or 0].append(row)
        return found

    return once_for_each(("late input", today), project_ids, read)


def blockers_of(project_ids: Collection[int], today: date) -> Mapping[int, Sequence[str]]:
    """Return what blocks each project: late client input first, then open issues and roadblocks."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for project_id, inputs in late_inputs(project_ids, today).items():
        for late in inputs:
            days = late.late_on(today)
            text = ngettext("%(what)s, %(count)s day late", "%(what)s, %(count)s days late", days)
            found[project_id].append(text % {"what": late.what, "count": days})
    entries = RegisterEntry.objects.filter(project__in=project_ids, kind__in=BLOCKING)
    for entry in entries.exclude(state=monitoring.CLOSED).order_by("-severity", "pk"):
        found[entry.project_id or 0].append(entry.title)
    return found
