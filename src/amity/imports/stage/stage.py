"""The staged rows of a batch, in their own small database next to the main one.

Reading, matching and comparing a file writes a lot and may take minutes. Here it takes no lock that anyone else waits
for; only applying uses the main database. A stage survives a killed process, but not a power cut, after which the file
is read again.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from amity.imports.rules import Reason, reasons_text
from amity.imports.stage.frames import FRAME_TABLE, INSERT_FRAME, Bodies, Stored
from amity.imports.stage.names import NAME_TABLE, StagedNames
from amity.imports.stage.older_stage import bring_up_to_date
from amity.imports.stage.rows import StagedRows
from amity.imports.stage.work import StagedWork
from amity.imports.time_rows.rules.canonical import SourceRow

# Parsed rows are kept apart from comparison results, which are rewritten every run.
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS row (
    number INTEGER PRIMARY KEY, frame INTEGER, person_key TEXT, work_date TEXT, seconds INTEGER,
    fate TEXT DEFAULT '', held INTEGER, changed TEXT DEFAULT '', reasons TEXT DEFAULT '[]'
);
CREATE TABLE IF NOT EXISTS body (number INTEGER PRIMARY KEY, body TEXT, cells TEXT);
CREATE TABLE IF NOT EXISTS old (held INTEGER PRIMARY KEY, body TEXT, fate TEXT, reasons TEXT);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT);
{FRAME_TABLE}
{NAME_TABLE}
"""
_TABLES = ("row", "body", "old", "frame", "name")
_AT_ONCE = 5_000


class Stage(StagedRows, StagedNames, StagedWork):
    """One batch's rows. Open it with `stage_of`. Every method is a whole step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def empty(self) -> None:
        """Clear the stage, to read the file again."""
        self._db.executescript("".join(f"DROP TABLE IF EXISTS {table};" for table in _TABLES))
        self._db.executescript(_SCHEMA)

    def put(self, parts: Iterable[Stored]) -> dict[str, list[str]]:
        """Stage rows in the order of the file, with their frames, and return descriptions by project key."""
        put, waiting, bodies = self._db.executemany, 0, Bodies()
        texts: dict[str, list[str]] = {}
        for part in parts:
            put(
                "INSERT INTO row (number, frame, person_key, work_date, seconds, fate, reasons) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                part.rows,
            )
            put("INSERT INTO body (number, body, cells) VALUES (?, ?, ?)", bodies.of(part))
            put(INSERT_FRAME, part.frames)
            texts |= part.texts
            waiting += len(part.rows)
            if waiting >= _AT_ONCE:
                self._db.commit()
                waiting = 0
        self._db.commit()
        return texts

    def sort(self) -> None:
        """Index the rows by person and date. Call it once all rows are staged."""
        self._db.execute("CREATE INDEX IF NOT EXISTS row_by_day ON row (person_key, work_date, number, seconds)")
        self._db.commit()

    def forget_fates(self) -> None:
        """Reset classifications before matching or comparing again. Unreadable rows keep theirs."""
        self._db.execute(
            "UPDATE row SET fate = '', held = NULL, changed = '', reasons = '[]' "
            "WHERE work_date IS NOT NULL AND (fate <> '' OR reasons <> '[]')"
        )
        self._db.execute("DELETE FROM old")
        self._db.commit()

    def decide(self, fates: Iterable[tuple[str, int | None, Sequence[str], Sequence[tuple[str, Reason]], int]]) -> None:
        """Write the classification of rows: (fate, held key, changed fields, reasons, number)."""
        self._db.executemany(
            "UPDATE row SET fate = ?, held = ?, changed = ?, reasons = ? WHERE number = ?",
            ((fate, held, ",".join(changed), reasons_text(why), number) for fate, held, changed, why, number in fates),
        )
        self._db.commit()

    def decide_frames(self, verdicts: Iterable[tuple[int, str, Sequence[tuple[str, Reason]]]]) -> None:
        """Write the classification of all rows of some frames: (frame, fate, reasons)."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS verdict (frame INTEGER PRIMARY KEY, fate TEXT, reasons TEXT)")
        self._db.execute("DELETE FROM verdict")
        self._db.executemany(
            "INSERT INTO verdict VALUES (?, ?, ?)", ((frame, fate, reasons_text(why)) for frame, fate, why in verdicts)
        )
        if self._db.execute("SELECT 1 FROM verdict").fetchone():
            self._db.execute(
                "UPDATE row SET fate = verdict.fate, reasons = verdict.reasons FROM verdict "
                "WHERE verdict.frame = row.frame"
            )
        self._db.commit()

    def decide_month(self, first: str, last: str, fate: str, why: Sequence[tuple[str, Reason]]) -> None:
        """Write the classification of the rows between two dates that have none yet."""
        self._db.execute(
            "UPDATE row SET fate = ?, reasons = ? WHERE fate = '' AND work_date BETWEEN ? AND ?",
            (fate, reasons_text(why), first, last),
        )
        self._db.commit()

    def decide_rest(self, fate: str) -> None:
        """Write the classification of all readable rows that have none yet."""
        self._db.execute("UPDATE row SET fate = ? WHERE fate = ''", (fate,))
        self._db.commit()

    def decide_old(self, olds: Iterable[tuple[int, SourceRow, str, Reason | None]]) -> None:
        """Write the classification of held rows without a partner."""
        self._db.executemany(
            "INSERT OR REPLACE INTO old (held, body, fate, reasons) VALUES (?, ?, ?, ?)",
            (
                (held, json.dumps(row.as_json()), fate, reasons_text([("", reason)] if reason else []))
                for held, row, fate, reason in olds
            ),
        )
        self._db.commit()

    def slim(self) -> None:
        """Delete the content of rows that were imported or unchanged, and the texts for guesses, and free the space."""
        self._db.execute(
            "UPDATE body SET body = json_object('work_date', row.work_date, 'seconds', row.seconds) FROM row "
            "WHERE row.number = body.number AND body IS NOT NULL AND reasons = '[]' "
            "AND fate IN ('created', 'updated', 'unchanged', 'ignored')"
        )
        self._db.execute("UPDATE name SET texts = ''")
        self._db.commit()
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def put_fact(self, key: str, value: Any) -> None:
        """Store a value about the file, such as its headers."""
        self._db.execute("INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)", (key, json.dumps(value)))
        self._db.commit()

    def fact(self, key: str, default: Any = None) -> Any:
        """Return a value stored by `put_fact`."""
        found = self._db.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return json.loads(found[0]) if found else default


@contextmanager
def stage_of(batch_id: int) -> Iterator[Stage]:
    """Open the stage of a batch, which is created if it is missing."""
    path = stage_path(batch_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        bring_up_to_date(connection, _SCHEMA)
        yield Stage(connection)
    finally:
        connection.close()


def stage_path(batch_id: int) -> Path:
    """Return the path of a batch's stage: in the data folder, outside the web root."""
    return Path(settings.MEDIA_ROOT) / "stages" / f"{batch_id}.sqlite3"


def drop_stage(batch_id: int) -> None:
    """Delete the stage of a batch that no one will look at again."""
    for suffix in (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".lock"):
        stage_path(batch_id).with_name(f"{batch_id}{suffix}").unlink(missing_ok=True)
