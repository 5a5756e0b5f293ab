"""The real calendars: what becomes of each is in docs/real-inputs.md, and a change of it fails here."""

import os
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from amity.meetings.events.reading import read
from amity.meetings.events.values import Reading
from amity.shared.children.child import Fault
from tests.rig.real import ROOT

DOCUMENT = ROOT / "docs" / "real-inputs.md"
BEGIN, END = "<!-- calendars -->", "<!-- end of calendars -->"
REASONS = {
    "private": "private", "broken": "damaged event", "without_date": "event without a date",
    "too_often": "series of several an hour", "unknown_zone": "unknown time zone, taken as the reader’s",
    "empty": "empty", "not_calendar": "not a calendar", "unreadable": "damaged as a whole",
}  # fmt: skip
FIRST = re.compile(rb"BEGIN:VEVENT.*?DTSTART[^\r\n]*?:(\d{4})(\d\d)(\d\d)", re.DOTALL)
TOP = """{begin}

{files} calendars and event fragments: {right} right, {degraded} degraded (some events are left out or taken with a
guess), {refused} refused with a reason, none crashes. Each is read as on the day of its first event. *Events* are
occurrences in 74 days.

| File | Outcome | Events | Left out, or why it is refused |
| --- | --- | ---: | --- |
{rows}

{end}"""


def outcome(path: Path) -> tuple[str, str, str]:
    """Return what becomes of a file, how many events are read, and what is left out."""
    data = path.read_bytes()
    found = FIRST.search(data)
    year, month, day = map(int, found.groups() if found else (2026, 1, 1))
    start = datetime(year, month, day, tzinfo=UTC)
    since = start - timedelta(days=14)
    try:
        reading: Reading = read(data, since, since + timedelta(days=74), "Europe/Berlin", ())
    except Fault as fault:
        return "refused", "", REASONS[fault.payload]
    left = ", ".join(f"{number} × {REASONS[code]}" for code, number in sorted(reading.skipped.items()))
    return "degraded" if left else "right", str(len(reading.events)), left


def table(folder: Path) -> str:
    found = {path.name: outcome(path) for path in sorted(folder.glob("*.ics"))}
    counts = Counter(one for one, _events, _left in found.values())
    rows = "\n".join(f"| `{name}` | {' | '.join(one)} |" for name, one in found.items())
    named = {name: counts[name] for name in ("right", "degraded", "refused")}
    return TOP.format(begin=BEGIN, end=END, files=len(found), rows=rows, **named)


@pytest.mark.filterwarnings("ignore")
def test_every_real_calendar_has_the_outcome_that_is_documented(real_data):
    now = table(real_data("ics"))
    text = DOCUMENT.read_text()
    before = text[text.index(BEGIN) : text.index(END) + len(END)]
    if os.environ.get("RENEW_REAL_INPUTS"):
        DOCUMENT.write_text(text.replace(before, now))
        before = now

    assert now == before
