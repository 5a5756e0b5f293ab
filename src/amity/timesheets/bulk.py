"""Write many entries at once, as imports and their undo do: a few statements a chunk, the sums in one, sorted, last.

The contract with the caller, who opens the transaction (`@command`), writes one trail record a chunk and, before
locking any entry, holds the months of every day involved: old and new (`months.hold`).
"""

from collections.abc import Sequence
from typing import Final

from amity.projects.models import Project
from amity.timesheets import months, rollups
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList

AT_ONCE: Final = 500
"""Rows a statement: 24 columns of them stay under SQLite's limit of 32,766 values."""
UPDATED_AT_ONCE: Final = 100
"""An update names each row in each column, so fewer fit."""
_COLUMNS: Final = tuple(field.name for field in Entry._meta.fields if not field.primary_key)


def write_entries(
    prices: PriceList | None,
    *,
    new: Sequence[Entry] = (),
    changed: Sequence[tuple[rollups.Delta, Entry]] = (),
    deleted: Sequence[Entry] = (),
) -> list[Entry]:
    """Create, update and delete entries, and bring the monthly sums along. Returns the new ones, now with ids.

    `new` are unsaved entries. `changed` are locked entries with what they contributed before the change
    (`rollups.measures` of the row as it was read); their `version` is counted by the caller, so that somebody who
    has one open is told. `deleted` are locked entries as they are stored. With `prices` the new and the changed get
    what is in force on their day, but for what came with a file; without, amounts are written as they stand.

    The account of an entry follows its project, even if the project moved since the caller looked. The months must be
    held, and open: nothing here looks at them. The sums are added last. 2,000 new rows take well under half a second.
    """
    written = [*new, *(entry for _before, entry in changed)]
    _with_their_projects(written)
    if prices is not None:
        for entry in written:
            prices.put_on(entry)
    created = Entry.objects.bulk_create(new, batch_size=AT_ONCE) if new else []
    if changed:
        Entry.objects.bulk_update([entry for _before, entry in changed], _COLUMNS, batch_size=UPDATED_AT_ONCE)
    if deleted:
        Entry.objects.filter(pk__in=[entry.pk for entry in deleted]).delete()
    before = rollups.total([*(before for before, _entry in changed), *map(rollups.measures, deleted)])
    rollups.add(rollups.change(before, rollups.total(map(rollups.measures, written))))
    return created


def _with_their_projects(entries: Sequence[Entry]) -> None:
    """Hold the projects where they are and put each entry under its project's account."""
    ids = {entry.project_id for entry in entries if entry.project_id}
    months.hold_projects(*ids)
    accounts = dict(Project.objects.filter(pk__in=ids).values_list("pk", "account_id"))
    for entry in entries:
        if entry.project_id:
            entry.account_id = accounts[entry.project_id]
