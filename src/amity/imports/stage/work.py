"""Queries for staged rows as people's work by date, and marks on rows that are already imported."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from amity.imports.duplicates.rules import Work, folded
from amity.imports.rules import Reason

_COMING = (
    "(fate = 'created' OR fate = 'updated' AND "
    "(instr(changed, 'seconds') OR instr(changed, 'text') OR instr(changed, 'project')))"
)
"""New rows, and those with changes to the values that make two entries equal."""


class StagedWork:
    """The rows on a stage in the form compared with entries."""

    _db: sqlite3.Connection

    def coming_days(self) -> tuple[str, str] | None:
        """Return the first and the last date of the rows to be written, or None."""
        first, last = self._db.execute(f"SELECT min(work_date), max(work_date) FROM row WHERE {_COMING}").fetchone()  # noqa: S608
        return (first, last) if first else None

    def place_frames(self, places: Iterable[tuple[int, int, int]]) -> None:
        """Write the person and place of each frame: (frame, person, place). `coming_work` needs them."""
        self._db.execute(
            "CREATE TEMP TABLE IF NOT EXISTS place (frame INTEGER PRIMARY KEY, person INTEGER, at INTEGER)"
        )
        self._db.execute("DELETE FROM place")
        self._db.executemany("INSERT INTO place VALUES (?, ?, ?)", places)
        self._db.commit()

    def coming_work(self, after: int = 0) -> Iterator[tuple[tuple[str, int], Work]]:
        """Return rows to be written after a number, by date and person: ((date, person), work)."""
        found = self._db.execute(
            "SELECT work_date, place.person, row.number, place.at, seconds, "  # noqa: S608
            "coalesce(json_extract(body, '$.text'), ''), fate = 'updated' "
            "FROM row JOIN place ON place.frame = row.frame JOIN body ON body.number = row.number "
            f"WHERE row.number > ? AND {_COMING} ORDER BY work_date, place.person, row.number",
            (after,),
        )
        for day, person, number, at, seconds, text, is_update in found:
            yield (day, person), Work(number, at, seconds, folded(text), strict=bool(is_update))

    def mark(self, marked: Iterable[tuple[str, Reason, int]]) -> int:
        """Mark rows as duplicates: (fate, or "" to leave it, the entry they equal, number). Return their number."""
        rows = [(fate, _text(reason), number) for fate, reason, number in marked]
        self._db.executemany("UPDATE row SET fate = coalesce(nullif(?, ''), fate), reasons = ? WHERE number = ?", rows)
        self._db.commit()
        return len(rows)

    def mark_replacing(self, marked: Iterable[tuple[int, str, Reason, int]]) -> int:
        """Mark rows that replace an entry: (its held row, the differing field, reason, number). Return their number."""
        rows = [(held, differs, _text(reason), number) for held, differs, reason, number in marked]
        self._db.executemany(
            "UPDATE row SET fate = 'updated', held = ?, changed = ?, reasons = ? WHERE number = ?", rows
        )
        self._db.commit()
        return len(rows)

    def mark_brought(self, earlier: Path, fate: str, reason: Reason) -> int:
        """Mark the new rows that an earlier stage of the same file already imported. Return their number."""
        self._db.execute("ATTACH DATABASE ? AS earlier", (str(earlier),))
        try:
            marked = self._db.execute(
                "UPDATE row SET fate = coalesce(nullif(?, ''), fate), reasons = ? "
                "WHERE fate = 'created' AND reasons NOT LIKE '%looks_like%' AND number IN "
                "(SELECT number FROM earlier.row WHERE fate IN ('created', 'updated', 'unchanged'))",
                (fate, _text(reason)),
            )
            self._db.commit()
        finally:
            self._db.execute("DETACH DATABASE earlier")
        return marked.rowcount


def _text(reason: Reason) -> str:
    return json.dumps([("", reason.as_json())])
