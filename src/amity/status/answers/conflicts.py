"""Open conflicts about what clients of projects expect."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from amity.expectations.models import Conflict
from amity.shared.caches.reading import once_for_each


def open_conflicts(project_ids: Collection[int]) -> Mapping[int, Sequence[Conflict]]:
    """Return the open conflicts of each project, the oldest first. A page reads them once."""
    return once_for_each("open conflicts", project_ids, _open_conflicts)


def _open_conflicts(project_ids: Collection[int]) -> Mapping[int, Sequence[Conflict]]:
    rows = Conflict.objects.filter(expectation__place__project__in=project_ids, closed_at=None)
    found: defaultdict[int, list[Conflict]] = defaultdict(list)
    for row in rows.select_related("expectation__place").order_by("pk"):
        found[row.expectation.place.project_id].append(row)
    return found
