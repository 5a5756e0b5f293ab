"""Read a table of goal readings: find its columns by their headings, and say what is wrong with which row."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

GOAL: Final = "goal"
DAY: Final = "day"
VALUE: Final = "value"
SOURCE: Final = "source"
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    GOAL: ("goal", "client goal", "ziel", "objectif"),
    DAY: ("date", "day", "datum", "jour"),
    VALUE: ("value", "reading", "wert", "messwert", "valeur"),
    SOURCE: ("source", "quelle"),
}
DELIMITERS: Final = ("\t", ";", ",")
MOST_ROWS: Final = 2_000

NO_HEADINGS: Final = "headings"
TOO_MANY: Final = "rows"
BAD_GOAL: Final = "goal"
BAD_DAY: Final = "day"
BAD_VALUE: Final = "value"

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WITH_POINTS: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WITH_SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the table. `number` is its place in the file, with the headings as 1. Goal and source can be blank."""

    number: int
    goal: str
    day: date
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong with a row, or with the table as a whole (row 0). `words` is what the cell contains."""

    number: int
    what: str
    words: str = ""


def read_sheet(text: str, number_of: Callable[[str], Decimal]) -> tuple[list[SheetRow], list[SheetFault]]:
    """Return the rows of a table and the faults of the others. `number_of` raises `ValueError` for other texts."""
    records = [cells for cells in _records(text) if any(cell.strip() for cell in cells)]
    columns = _columns(records[0]) if records else {}
    if DAY not in columns or VALUE not in columns:
        return [], [SheetFault(0, NO_HEADINGS)]
    if len(records) > MOST_ROWS + 1:
        return [], [SheetFault(0, TOO_MANY)]
    rows: list[SheetRow] = []
    faults: list[SheetFault] = []
    for number, cells in enumerate(records[1:], start=2):
        found = _row(number, {name: _cell(cells, place) for name, place in columns.items()}, number_of)
        (rows if isinstance(found, SheetRow) else faults).append(found)  # type: ignore[arg-type]
    return rows, faults


def day_of(text: str) -> date | None:
    """Return the day of `2026-11-25`, `25.11.2026`, or `25/11/2026` where only one order of day and month fits."""
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _day(year, month, day)
    if match := _WITH_POINTS.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return _day(year, month, day)
    if match := _WITH_SLASHES.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        both = {found for found in (_day(year, second, first), _day(year, first, second)) if found}
        return both.pop() if len(both) == 1 else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _records(text: str) -> Iterator[list[str]]:
    clean = text.lstrip("\ufeff").replace("\0", "")
    first = next((line for line in clean.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        yield from csv.reader(StringIO(clean, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = next((name for name, words in HEADINGS.items() if cell.strip().casefold() in words), "")
        if name and name not in found:
            found[name] = place
    return found


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _row(number: int, cells: dict[str, str], number_of: Callable[[str], Decimal]) -> SheetRow | SheetFault:
    day = day_of(cells[DAY])
    if day is None:
        return SheetFault(number, BAD_DAY, cells[DAY])
    try:
        value = number_of(cells[VALUE].removesuffix("%"))
    except ValueError:
        return SheetFault(number, BAD_VALUE, cells[VALUE])
    return SheetRow(number, cells.get(GOAL, ""), day, value, cells.get(SOURCE, ""))
