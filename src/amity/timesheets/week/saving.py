"""The whole week sent as one plain form. Each changed cell is saved separately, and refused ones keep their text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _

from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refusal, Stale
from amity.shared.numbers import whole_number
from amity.timesheets import typed
from amity.timesheets.rules import DAY_SECONDS
from amity.timesheets.week.cells import Wish, set_cell
from amity.timesheets.week.grid import Cell, Row, Sheet
from amity.ui.linked import linked
from amity.ui.reader_format import ways


@dataclass(slots=True)
class Outcome:
    """The result of saving: tokens to undo, and by cell the typed text and why it was refused."""

    undo: list[str] = field(default_factory=list)
    faults: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_cell(text: str) -> int:
    """Return the seconds typed into a cell, 0 if blank. Raise `Invalid` with the sentence shown at the cell."""
    if not text.strip():
        return 0
    try:
        seconds = typed.read_time(text, ways().locale)
    except typed.NotTime:
        raise Invalid(_("Enter the time as 1:30, 1.5 or 90m."), "hours") from None
    if seconds < 0:
        raise Invalid(_("Enter 0 or more."), "hours")
    if seconds > DAY_SECONDS:
        raise Invalid(_("A day has 24 hours."), "hours")
    return seconds


def save_all(by: Actor, sheet: Sheet, sent: Mapping[str, str], now: datetime) -> Outcome:
    """Save every cell whose time was changed on the page. `sent` has `c.<cell>` as typed and `s.<cell>` as shown
    before.

    The former value is "entries=seconds", so that a cell that wasn't edited is no conflict if its entry has changed.
    """
    outcome = Outcome()
    for row in sheet.rows:
        for cell in row.cells:
            text = sent.get(f"c.{cell.id}")
            if text is None:
                continue
            seen, _sign, digest = sent.get(f"s.{cell.id}", "").partition("=")
            try:
                seconds = read_cell(text)
                if seconds != (whole_number(digest) or 0):
                    wish = Wish(seconds=seconds, tag=row.new_tag)
                    outcome.undo += [_set(by, row, cell, seen, wish, now)]
            except Refusal as fault:
                outcome.faults[cell.id] = (text, fault_sentence(fault))
    outcome.undo = [token for token in outcome.undo if token]
    return outcome


def _set(by: Actor, row: Row, cell: Cell, seen: str, wish: Wish, now: datetime) -> str:
    wish = wish if not cell.entries else replace(wish, tag=None)
    return set_cell(by=by, day=cell.day.date, key=row.choice.key, seen=seen, wish=wish, now=now)


def fault_sentence(fault: Refusal) -> str:
    """Return why a cell was refused, with both versions if someone else changed it first."""
    if not isinstance(fault, Stale):
        return linked(fault)
    seconds = sum(entry.seconds for entry in fault.current) if isinstance(fault.current, list) else 0
    now_says = typed.spell_time(seconds) if seconds else _("nothing")
    return _("%(sentence)s It now says %(time)s. Save again to use yours.") % {
        "sentence": fault.sentence, "time": now_says,
    }  # fmt: skip


def with_faults(sheet: Sheet, faults: Mapping[str, tuple[str, str]]) -> Sheet:
    """Return the week's current values, with refused values back in their cells."""

    def marked(cell: Cell) -> Cell:
        typed_text, sentence = faults.get(cell.id, (None, ""))
        return replace(cell, typed=typed_text, fault=sentence)

    rows = tuple(replace(row, cells=tuple(map(marked, row.cells))) for row in sheet.rows)
    return replace(sheet, rows=rows, faults=len(faults))
