"""Queries for staged rows: by classification, by number, and with what they contain."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from amity.imports.rules import Reason
from amity.imports.time_rows.rules.canonical import SourceRow

MOST_CHARACTERS = 8_000_000
"""Most characters of rows in memory at a time: a few thousand usual rows, or fewer very long ones."""
_WHOLE = "row.number, body, cells, fate, held, changed, reasons FROM row JOIN body ON body.number = row.number"


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row of the file on the stage. `row` is None if it could not be read."""

    number: int
    row: SourceRow | None
    cells: list[str]
    fate: str
    held: int | None
    changed: tuple[str, ...]
    reasons: tuple[tuple[str, Reason], ...]


class StagedChange(NamedTuple):
    """An incoming row on the stage. `body` is JSON text, and its names are those of its frame."""

    number: int
    fate: str
    work_date: str
    seconds: int
    body: str
    frame: int


class FrameKeys(NamedTuple):
    """The keys of the names of a frame's rows."""

    person: str
    client: str
    project: str
    task: str


class StagedRows:
    """Queries for the rows on a stage."""

    _db: sqlite3.Connection

    def counts(self) -> dict[str, int]:
        """Return rows by fate, unpaired old rows under `gone` and `old_ambiguous`, imported seconds, and all rows."""
        counted = {"created", "updated", "unchanged", "duplicate"}
        found = self._db.execute("SELECT fate, count(*), coalesce(sum(seconds), 0) FROM row GROUP BY fate").fetchall()
        olds = dict(self._db.execute("SELECT fate, count(*) FROM old GROUP BY fate").fetchall())
        return {
            **{fate: rows for fate, rows, _seconds in found},
            "gone": olds.get("gone", 0),
            "old_ambiguous": olds.get("ambiguous", 0),
            "tracked_seconds": sum(seconds for fate, _rows, seconds in found if fate in counted),
            "rows": sum(rows for _fate, rows, _seconds in found),
        }

    def totals(self) -> list[tuple[str, int, int, int, int]]:
        """Return (fate, 1 if readable, rows, seconds, people) for every fate on the stage."""
        return self._db.execute(
            "SELECT fate, work_date IS NOT NULL, count(*), coalesce(sum(seconds), 0), count(DISTINCT person_key) "
            "FROM row GROUP BY 1, 2"
        ).fetchall()

    def rows(self, fates: Sequence[str] = (), *, after: int = 0, limit: int = 100) -> list[StagedRow]:
        """Return rows by number after a number, of some fates or of all."""
        where = f"AND fate IN ({', '.join('?' * len(fates))})" if fates else ""
        found = self._db.execute(
            f"SELECT {_WHOLE} WHERE row.number > ? {where} ORDER BY row.number LIMIT ?",
            (after, *fates, limit),
        )
        return [_staged(row) for row in found]

    def numbered(self, numbers: Sequence[int]) -> list[StagedRow]:
        """Return the rows with these numbers."""
        found: list[StagedRow] = []
        for start in range(0, len(numbers), 500):
            some = numbers[start : start + 500]
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT {_WHOLE} WHERE row.number IN ({marks}) ORDER BY row.number",
                some,
            )
            found += map(_staged, rows)
        return found

    def questions(self, fates: Sequence[str], *, after: int = 0, limit: int = 100) -> list[tuple[StagedRow, int]]:
        """Return rows by classification and number; rows refused for the same reasons are grouped under the first."""
        marks = ", ".join("?" * len(fates))
        found = self._db.execute(
            "WITH found AS (SELECT min(number) AS first, count(*) AS same "  # noqa: S608
            f"FROM row WHERE fate IN ({marks}) "
            "GROUP BY CASE WHEN fate = 'rejected' AND work_date IS NOT NULL THEN reasons ELSE number END "
            f"HAVING first > ? ORDER BY first LIMIT ?) SELECT same, {_WHOLE} JOIN found ON found.first = row.number "
            "ORDER BY row.number",
            (*fates, after, limit),
        )
        return [(_staged(row[1:]), row[0]) for row in found]

    def every(self, *fates: str) -> Iterator[StagedRow]:
        """Yield all rows of some fates by number, read in pages."""
        after = 0
        while page := self.rows(fates, after=after, limit=500):
            yield from page
            after = page[-1].number

    def warned(self, limit: int = 200) -> list[StagedRow]:
        """Return the rows that will be imported with a warning."""
        found = self._db.execute(
            f"SELECT {_WHOLE} WHERE fate IN ('created', 'updated', 'unchanged') AND reasons <> '[]' "
            "ORDER BY row.number LIMIT ?",
            (limit,),
        )
        return [_staged(row) for row in found]

    def olds(self, limit: int = 200) -> list[tuple[int, SourceRow, str]]:
        """Return held rows without a partner: key, last imported row, fate."""
        found = self._db.execute("SELECT held, body, fate FROM old ORDER BY held LIMIT ?", (limit,))
        return [(held, SourceRow.from_text(body), fate) for held, body, fate in found]

    def days_over(self, seconds: int, limit: int = 50) -> list[tuple[str, str, int]]:
        """Return people's days with more than so many seconds: (person key, date, seconds), longest first."""
        return self._db.execute(
            "SELECT person_key, work_date, sum(seconds) AS worked FROM row WHERE work_date IS NOT NULL "
            "GROUP BY person_key, work_date HAVING worked > ? ORDER BY worked DESC LIMIT ?",
            (seconds, limit),
        ).fetchall()

    def by_day(self) -> Iterator[tuple[int, SourceRow]]:
        """Yield readable rows that no one chose to leave out, by person and date."""
        rows = self._db.execute(
            "SELECT row.number, body FROM row JOIN body ON body.number = row.number "
            "WHERE fate = '' AND work_date IS NOT NULL ORDER BY person_key, work_date, row.number"
        )
        for number, body in rows:
            yield number, SourceRow.from_text(body)

    def to_apply(self, after: int, limit: int) -> list[StagedChange]:
        """Return the next rows that change something, by number, fewer than `limit` if they are long."""
        found = self._db.execute(
            "SELECT row.number, fate, work_date, seconds, body, frame FROM row JOIN body ON body.number = row.number "
            "WHERE row.number > ? AND fate IN ('created', 'updated') ORDER BY row.number LIMIT ?",
            (after, limit),
        )
        rows: list[StagedChange] = []
        length = 0
        for row in map(StagedChange._make, found):
            rows.append(row)
            length += len(row.body)
            if length >= MOST_CHARACTERS:
                break
        return rows

    def keys_of(self, frames: Collection[int]) -> dict[int, FrameKeys]:
        """Return the keys of the names of some frames."""
        found: dict[int, FrameKeys] = {}
        wanted = iter(frames)
        while some := list(islice(wanted, 500)):
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT id, person_key, client_key, project_key, task_key FROM frame WHERE id IN ({marks})",  # noqa: S608
                some,
            )
            found.update((frame, FrameKeys(*keys)) for frame, *keys in rows)
        return found

    def pairs(self) -> list[tuple[str, str, str]]:
        """Return who worked on what among the incoming rows: (person key, project key, first day)."""
        return self._db.execute(
            "WITH used AS (SELECT frame, min(work_date) AS first FROM row WHERE fate IN ('created', 'updated') "
            "GROUP BY frame) SELECT person_key, project_key, min(used.first) FROM used JOIN frame "
            "ON frame.id = used.frame WHERE project_key <> '' GROUP BY person_key, project_key"
        ).fetchall()


def _staged(row: tuple[Any, ...]) -> StagedRow:
    number, body, cells, fate, held, changed, reasons = row
    return StagedRow(
        number=number,
        row=SourceRow.from_text(body) if body else None,
        cells=json.loads(cells) if cells else [],
        fate=fate,
        held=held,
        changed=tuple(part for part in changed.split(",") if part),
        reasons=tuple((field, Reason.from_json(reason)) for field, reason in json.loads(reasons)),
    )
