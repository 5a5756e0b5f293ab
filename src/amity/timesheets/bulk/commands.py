"""Write many entries at once, as imports and their undo do: a few statements a chunk, with the sums last, in one.

The caller opens the transaction (`@command`) and writes one audit record a chunk. Before locking any entry, it locks
the months of every day involved: old and new (`months.hold`).
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Final, TypeVar

from django.db import connection

from amity.projects.models import Project
from amity.timesheets import months
from amity.timesheets.bulk import pricing
from amity.timesheets.bulk.new_entries import NewEntry
from amity.timesheets.bulk.pricing import AlikeRow
from amity.timesheets.bulk.rows import next_ids, put_rows
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.sums import rollups

New = TypeVar("New", Entry, NewEntry)

FEW: Final = 20
UPDATED_AT_ONCE: Final = 100
"""An update names each row in each column, so only this many fit under SQLite's limit of 32,766 values."""
_FIELDS: Final = tuple(field.name for field in Entry._meta.fields if not field.primary_key)
_COLUMNS: Final = tuple(field.attname for field in Entry._meta.fields)
_row: Final = attrgetter(*_COLUMNS)


def write_entries(
    prices: PriceList | None,
    *,
    new: Sequence[New] = (),
    changed: Sequence[tuple[rollups.Delta, Entry]] = (),
    deleted: Sequence[Entry] = (),
    many: Sequence[AlikeRow] = (),
    sums: rollups.Delta | None = None,
    beside: Callable[[Sequence[int]], None] | None = None,
) -> Sequence[New]:
    """Create, update and delete entries, and update the monthly sums. Return the new ones, with ids.

    `new` are unsaved entries, or `NewEntry` where there are thousands. `changed` are locked entries with what they
    contributed before the change (`rollups.measures` of the row as it was read). The caller increases their `version`,
    so that someone who has one open is warned. `deleted` are locked entries as they are stored. With `prices`, new and
    changed entries get the prices of their date, except for amounts from a file. Without, amounts are written
    unchanged. `many` are new rows that are priced already, which is the quickest way there is. `sums` is what they add
    to the monthly sums (`pricing.summed`), if the caller calculated it before it locked anything.

    The account of an entry follows its project, even if the project moved since the caller read it. The caller must
    have locked the months and checked that they are open. The sums are added last, after `beside`, which writes what
    belongs to the entries and is given the ids of `many`. 2,000 new rows take a tenth of a second.
    """
    written: list[Entry | NewEntry] = [*new, *(entry for _before, entry in changed)]
    accounts = _with_their_projects(written, many)
    if prices is not None:
        for entry in written:
            prices.put_on(entry)
    if new:
        _insert(new)
    numbers = next_ids(Entry, len(many)) if many else ()
    if many:
        put_rows(Entry, pricing.COLUMNS, map(pricing.row_of, numbers, many))
    if changed:
        Entry.objects.bulk_update([entry for _before, entry in changed], _FIELDS, batch_size=UPDATED_AT_ONCE)
    if deleted:
        Entry.objects.filter(pk__in=[entry.pk for entry in deleted]).delete()
    if beside is not None:
        beside(numbers)
    added = sums if sums is not None and _in_accounts(sums, accounts) else pricing.summed(many)
    after = rollups.total([*([rollups.summed(written)] if written else ()), added])
    if changed or deleted:
        before = rollups.total([*(before for before, _entry in changed), *map(rollups.measures, deleted)])
        after = rollups.change(before, after)
    if len(new) + len(many) > FEW:
        _check_now()
    rollups.add(after)
    return new


def _check_now() -> None:
    """Let the database check its foreign keys before the sums are locked, so that other writers don't wait for it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _insert(new: Sequence[New]) -> None:
    for number, entry in zip(next_ids(Entry, len(new)), new, strict=True):
        entry.id = number
        if isinstance(entry, Entry):
            entry._state.adding = False
            entry._state.db = connection.alias
    put_rows(Entry, _COLUMNS, map(_row, new))


def _in_accounts(sums: rollups.Delta, accounts: Mapping[int, int]) -> bool:
    """Return whether the sums of every project are added to its account, which it may have left since."""
    return all(key.account_id == accounts[key.project_id] for key in sums.by_project if key.project_id)


def _with_their_projects(entries: Sequence[Entry | NewEntry], many: Sequence[AlikeRow]) -> dict[int, int]:
    """Lock the projects, and set each entry's account to that of its project. Return the account of each."""
    places = {row[0] for row in many}
    ids = {one.project_id for one in (*entries, *places) if one.project_id}
    months.hold_projects(*ids)
    accounts = dict(Project.objects.filter(pk__in=ids).values_list("pk", "account_id"))
    for entry in entries:
        if entry.project_id:
            entry.account_id = accounts[entry.project_id]
    for place in places:
        if place.project_id and place.account_id != accounts[place.project_id]:
            place.move_to(accounts[place.project_id])
    return accounts
