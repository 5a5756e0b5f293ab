"""Set or empty a cell of the week, with note and tag, in one transaction over the commands of entries, with undo."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused, Stale
from amity.shared.values import value_of
from amity.timesheets import commands, months
from amity.timesheets.changes import EntryChanges
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.models import Entry

TAGS: Final = {"billable": (True, False), "not": (False, False), "courtesy": (False, True)}
"""The meaning of a tag: billable, and at no charge."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The wanted values of a cell. None leaves a value unchanged. `seconds` 0 empties the cell."""

    seconds: int | None = None
    text: str | None = None
    tag: str | None = None


@command
def set_cell(*, by: Actor, day: date, key: WorkKey, seen: str, wish: Wish, now: datetime) -> str:
    """Write a cell of the actor's own week. Return the token that undoes it, "" if nothing changed.

    `seen` names the entries and versions the person saw ("12:1;13:4", "" for an empty cell). Raises `Stale`, with the
    current entries, if they have changed. Raises `Refused` for a cell of several entries, which are changed one by one,
    and whatever the commands of entries refuse.
    """
    months.hold_open(day)
    _alone(by.person_id)
    entries = _cell(by.person_id, day, key)
    if ";".join(f"{entry.pk}:{entry.version}" for entry in entries) != seen:
        raise Stale(_("This has changed since you opened it, perhaps in another window."), current=entries)
    if len(entries) > 1:
        raise Refused(_("This cell has several entries. Open it and change them one by one."))
    if not entries:
        return _log(by, day, key, wish, now)
    return _change(by, entries[0], wish, now)


def _alone(person_id: int) -> None:
    """Make two windows of one person wait for each other, so that an empty cell is not filled twice."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)


def _cell(person_id: int, day: date, key: WorkKey) -> list[Entry]:
    place: dict[str, Any] = {"project_id": key.project_id, "line_id": key.line_id, "item_id": key.item_id}
    if key.project_id is None:
        place["account_id"] = key.account_id
    return list(Entry.objects.filter(person_id=person_id, work_date=day, **place).order_by("pk"))


def _log(by: Actor, day: date, key: WorkKey, wish: Wish, now: datetime) -> str:
    if not wish.seconds:
        if wish.text:
            raise Invalid(_("Enter a time to add a note."), "hours")
        return ""
    billable, courtesy = TAGS[wish.tag or "billable"]
    changes = EntryChanges(day, wish.seconds, wish.text or "", **asdict(key), billable=billable, courtesy=courtesy)
    entry = commands.log_entry(by=by, changes=changes, now=now)
    return f"log:{entry.pk}:{entry.version}"


def _change(by: Actor, entry: Entry, wish: Wish, now: datetime) -> str:
    if wish.seconds == 0:
        commands.delete_entry(by=by, entry_id=entry.pk, version=entry.version, now=now)
        return f"delete:{entry.pk}"
    changes = changed(entry, wish)
    if changes == changed(entry, Wish()):
        return ""
    saved = commands.edit_entry(by=by, entry_id=entry.pk, version=entry.version, changes=changes, now=now)
    return f"set:{saved.pk}:{saved.version}"


def changed(entry: Entry, wish: Wish) -> EntryChanges:
    """Return the entry's values with the wanted ones replaced."""
    billable, courtesy = TAGS.get(wish.tag or "", (entry.billable, entry.courtesy))
    return replace(
        value_of(entry, EntryChanges),
        seconds=entry.seconds if wish.seconds is None else wish.seconds,
        text=entry.text if wish.text is None else wish.text,
        billable=billable,
        courtesy=courtesy,
    )
