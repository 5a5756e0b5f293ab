"""Undo of actions in the week: a cell, a row, a whole copied week."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.numbers import whole_number
from amity.shared.values import value_of
from amity.timesheets import commands, queries, snapshots
from amity.timesheets.changes import EntryChanges
from amity.timesheets.choosing.keys import read_key
from amity.timesheets.models import Entry
from amity.timesheets.week import rows
from amity.timesheets.week.days import read_week


@command
def undo_in_week(*, by: Actor, tokens: list[str], now: datetime) -> int:
    """Undo what `set_cell` or `copy_last_week` did, newest first, all or nothing. Return the number of actions.

    Tokens are `log:entry:version`, `delete:entry`, `set:entry:version` and `row:week:key`. They grant no rights: each
    action checks permission again. Raises `Stale` if an entry has changed since.
    """
    for token in reversed(tokens):
        act, *parts = token.split(":")
        if act == "row" and len(parts) == 2:
            _row(by, *parts)
        elif parts and None not in (numbers := [whole_number(part) for part in parts]):
            _entry(by, act, [number for number in numbers if number is not None], now)
        else:
            raise Invalid(_("This can no longer be undone."))
    return len(tokens)


def _row(by: Actor, label: str, text: str) -> None:
    week, key = read_week(label), read_key(text)
    if week is None or key is None:
        raise Invalid(_("This can no longer be undone."))
    rows.take_row_off(by=by, week=week, key=key)


def _entry(by: Actor, act: str, numbers: list[int], now: datetime) -> None:
    match act, numbers:
        case "log", [entry_id, version]:
            commands.delete_entry(by=by, entry_id=entry_id, version=version, now=now)
        case "delete", [entry_id]:
            commands.undo_delete(by=by, entry_id=entry_id, now=now)
        case "set", [entry_id, version]:
            entry = queries.entry_seen_by(by, entry_id)
            changes = _as_it_was(entry, version)
            commands.edit_entry(by=by, entry_id=entry_id, version=version, changes=changes, now=now)
        case _unknown:
            raise Invalid(_("This can no longer be undone."))


def _as_it_was(entry: Entry, version: int) -> EntryChanges:
    """Return the entry's values with time, note and charge from before the edit. It stays in the same cell."""
    before = snapshots.before_edit(entry.pk, version)
    if before is None:
        raise Invalid(_("This can no longer be undone."))
    names = ("seconds", "text", "billable", "courtesy")
    return replace(value_of(entry, EntryChanges), **{name: before[name] for name in names})
