"""One row of a file, before it is interpreted."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from amity.imports.rules.reasons import Reason

Cell = str | int | float | bool | date | datetime | time | timedelta


MOST_TYPED = 100
"""Characters that no date, time or duration exceeds: a longer text is refused before anything looks for one in it."""


class Record(NamedTuple):
    """A data record: its number in the file (first = 1), one cell a header, and why it is unusable, if it is."""

    number: int
    cells: Sequence[Cell]
    reason: Reason | None = None


def cell_text(cell: Cell) -> str:
    """A cell as the person would have typed it: whole floats without ".0", dates in ISO, no midnight."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, timedelta):
        hours, rest = divmod(round(cell.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return str(cell)
