"""Every way to write time is known here, with what it does about the guards of time and work at no charge."""

import re
from pathlib import Path

import amity

ROOT = Path(amity.__file__).parent
WRITES = re.compile(
    r"(?<![\w.])(?<!class )Entry\((?!\s*\n?\s*key=)(?!key=)"
    r"|Entry\.objects\.(?:create|bulk_create|bulk_update|get_or_create|update_or_create)\("
    r"|put_rows\(\s*Entry\b|write_entries\("
)
CHECKED = ("check_time(", "as_placed(")
KNOWN = {
    "timesheets/commands.py": CHECKED,
    "timesheets/snapshots.py": "an image of the audit log, which `undo_delete` checks",
    "timesheets/split/commands.py": "account service: on no line and no work item",
    "timesheets/bulk/commands.py": "what its callers checked",
    "timesheets/approval/commands.py": "states only",
    "timesheets/rerating/commands.py": "costs only",
    "timesheets/account_changed.py": "the account of a project that moved",
    "demo/hours.py": "the hours of an agency that doesn't exist",
    "imports/entries/applier.py": "time that has happened; its work item decides whether it is at no charge",
    "imports/undo/undoer.py": "what was there before the import",
    "imports/quoted_lines/taker.py": "the line of imported time",
}
"""The files that write entries: the calls that check them, or why none is needed.

Whatever lets a person add time calls `check_time`, so that no work starts before the client agreed to it, and
`as_placed`, so that a work item at no charge has no billable time. `commands.log_entry` does both.
"""


def written_by() -> dict[str, str]:
    """Return the text of each file that writes entries, by its path."""
    found = {}
    for path in ROOT.rglob("*.py"):
        place = path.relative_to(ROOT)
        text = path.read_text()
        if {"tests", "migrations"} & set(place.parts) or "amity.timesheets" not in text:
            continue
        if WRITES.search(text):
            found[str(place)] = text
    return found


def test_who_adds_time_asks_the_guards_of_time_and_the_work_item():
    found = written_by()
    assert found.keys() - KNOWN.keys() == set(), "call `timesheets.commands.log_entry`, or state here why not"
    assert KNOWN.keys() - found.keys() == set(), "it writes no entries any more"
    for place, checks in KNOWN.items():
        missing = [call for call in checks if isinstance(checks, tuple) and call not in found[place]]
        assert missing == [], place
