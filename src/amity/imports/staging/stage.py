"""The staged rows of a batch, in a small database of their own beside the main one.

Reading, matching and comparing a file writes a lot and may take minutes. Done here it takes no lock that anybody else
waits for; only applying touches the main database.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from amity.imports.rules.canonical import SourceRow
from amity.imports.rules.names import name_key
from amity.imports.rules.reasons import Reason
from amity.imports.staging.staged_names import NAME_TABLE, StagedNames

_SCHEMA = """
CREATE TABLE IF NOT EXISTS row (
    number INTEGER PRIMARY KEY, person_key TEXT, client_key TEXT, project_key TEXT, task_key TEXT, work_date TEXT,
    seconds INTEGER, body TEXT, cells TEXT,
    fate TEXT DEFAULT '', held INTEGER, changed TEXT DEFAULT '', reasons TEXT DEFAULT '[]'
);
CREATE TABLE IF NOT EXISTS old (held INTEGER PRIMARY KEY, body TEXT, fate TEXT, reasons TEXT);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row of the file as it stands on the stage. `row` is None when it could not be read."""

    number: int
    row: SourceRow | None
    cells: list[str]
    fate: str
    held: int | None
    changed: tuple[str, ...]
    reasons: tuple[tuple[str, Reason], ...]


class Stage(StagedNames):
    """One batch's rows. Open it with `stage_of`; every method is a whole step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def empty(self) -> None:
        """Forget everything, to read the file anew."""
        self._db.executescript("DROP TABLE IF EXISTS row; DROP TABLE IF EXISTS old; DROP TABLE IF EXISTS name;")
        self._db.executescript(_SCHEMA + NAME_TABLE)

    def put(self, rows: Iterable[tuple[int, SourceRow | None, Sequence[str], Sequence[tuple[str, Reason]]]]) -> None:
        """Stage rows in the order of the file: (number, row or None, original cells, reasons)."""
        self._db.executemany(
            "INSERT INTO row (number, person_key, client_key, project_key, task_key, work_date, seconds, body, cells, "
            "fate, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    *(_keys(row) if row else (None, None, None, None)),
                    row.work_date.isoformat() if row else None,
                    row.seconds if row else None,
                    json.dumps(row.as_json()) if row else None,
                    json.dumps(list(cells)) if not row else None,
                    "" if row else "rejected",
                    _reasons_text(reasons) if reasons else "[]",
                )
                for number, row, cells, reasons in rows
            ),
        )
        self._db.commit()

    def sort(self) -> None:
        """Make reading by person and date, and by fate, cheap. Call once all rows are in."""
        self._db.execute("CREATE INDEX IF NOT EXISTS row_by_day ON row (person_key, work_date, number)")
        self._db.commit()

    def by_day(self) -> Iterator[tuple[int, SourceRow]]:
        """Readable rows that nobody chose to leave out, by person and date."""
        rows = self._db.execute(
            "SELECT number, body FROM row WHERE fate = '' AND body IS NOT NULL ORDER BY person_key, work_date, number"
        )
        for number, body in rows:
            yield number, SourceRow.from_json(json.loads(body))

    def readable(self) -> Iterator[tuple[int, SourceRow]]:
        """Readable rows in the order of the file."""
        for number, body in self._db.execute("SELECT number, body FROM row WHERE body IS NOT NULL ORDER BY number"):
            yield number, SourceRow.from_json(json.loads(body))

    def forget_fates(self) -> None:
        """Before matching or comparing again: only what could not be read keeps its fate."""
        self._db.execute("UPDATE row SET fate = '', held = NULL, changed = '', reasons = '[]' WHERE body IS NOT NULL")
        self._db.execute("DELETE FROM old")
        self._db.commit()

    def decide(self, fates: Iterable[tuple[str, int | None, Sequence[str], Sequence[tuple[str, Reason]], int]]) -> None:
        """Write the fate of rows: (fate, held key, changed fields, reasons, number)."""
        self._db.executemany(
            "UPDATE row SET fate = ?, held = ?, changed = ?, reasons = ? WHERE number = ?",
            ((fate, held, ",".join(changed), _reasons_text(why), number) for fate, held, changed, why, number in fates),
        )
        self._db.commit()

    def decide_old(self, olds: Iterable[tuple[int, SourceRow, str, Reason | None]]) -> None:
        """Write the fate of held rows that found no partner."""
        self._db.executemany(
            "INSERT OR REPLACE INTO old (held, body, fate, reasons) VALUES (?, ?, ?, ?)",
            (
                (held, json.dumps(row.as_json()), fate, _reasons_text([("", reason)] if reason else []))
                for held, row, fate, reason in olds
            ),
        )
        self._db.commit()

    def counts(self) -> dict[str, int]:
        """Rows by fate; old rows without partner under `gone` and `old_ambiguous`; seconds taken over; all rows."""
        found = dict(self._db.execute("SELECT fate, count(*) FROM row GROUP BY fate").fetchall())
        olds = dict(self._db.execute("SELECT fate, count(*) FROM old GROUP BY fate").fetchall())
        kept = "('created', 'updated', 'unchanged')"
        tracked = self._db.execute(f"SELECT coalesce(sum(seconds), 0) FROM row WHERE fate IN {kept}").fetchone()[0]  # noqa: S608
        total = self._db.execute("SELECT count(*) FROM row").fetchone()[0]
        return {
            **found,
            "gone": olds.get("gone", 0),
            "old_ambiguous": olds.get("ambiguous", 0),
            "tracked_seconds": tracked,
            "rows": total,
        }

    def totals(self) -> list[tuple[str, int, int, int, int]]:
        """(fate, 1 if readable, rows, seconds, people) for every fate there is."""
        return self._db.execute(
            "SELECT fate, body IS NOT NULL, count(*), coalesce(sum(seconds), 0), count(DISTINCT person_key) FROM row "
            "GROUP BY 1, 2"
        ).fetchall()

    def rows(self, fates: Sequence[str] = (), *, after: int = 0, limit: int = 100) -> list[StagedRow]:
        """Rows by number, of some fates or of all, after a number."""
        where = f"AND fate IN ({', '.join('?' * len(fates))})" if fates else ""
        found = self._db.execute(
            f"SELECT number, body, cells, fate, held, changed, reasons FROM row WHERE number > ? {where} "  # noqa: S608
            "ORDER BY number LIMIT ?",
            (after, *fates, limit),
        )
        return [_staged(row) for row in found]

    def questions(self, fates: Sequence[str], *, after: int = 0, limit: int = 100) -> list[tuple[StagedRow, int]]:
        """Rows of some fates by number; readable rows refused for the same reasons stand together under the first."""
        marks = ", ".join("?" * len(fates))
        found = self._db.execute(
            "SELECT min(number) AS first, body, cells, fate, held, changed, reasons, count(*) "  # noqa: S608
            f"FROM row WHERE fate IN ({marks}) "
            "GROUP BY CASE WHEN fate = 'rejected' AND body IS NOT NULL THEN reasons ELSE number END "
            "HAVING first > ? ORDER BY first LIMIT ?",
            (*fates, after, limit),
        )
        return [(_staged(row[:7]), row[7]) for row in found]

    def every(self, *fates: str) -> Iterator[StagedRow]:
        """All rows of some fates by number, read in pages."""
        after = 0
        while page := self.rows(fates, after=after, limit=500):
            yield from page
            after = page[-1].number

    def warned(self, limit: int = 200) -> list[StagedRow]:
        """Rows that come in although something is to be said about them."""
        found = self._db.execute(
            "SELECT number, body, cells, fate, held, changed, reasons FROM row "
            "WHERE fate IN ('created', 'updated', 'unchanged') AND reasons <> '[]' ORDER BY number LIMIT ?",
            (limit,),
        )
        return [_staged(row) for row in found]

    def olds(self, limit: int = 200) -> list[tuple[int, SourceRow, str]]:
        """Held rows without partner: key, last source row, fate."""
        found = self._db.execute("SELECT held, body, fate FROM old ORDER BY held LIMIT ?", (limit,))
        return [(held, SourceRow.from_json(json.loads(body)), fate) for held, body, fate in found]

    def days_over(self, seconds: int, limit: int = 50) -> list[tuple[str, str, int]]:
        """People's days with more than so many seconds: (person key, date, seconds), longest first."""
        return self._db.execute(
            "SELECT person_key, work_date, sum(seconds) AS worked FROM row WHERE body IS NOT NULL "
            "GROUP BY person_key, work_date HAVING worked > ? ORDER BY worked DESC LIMIT ?",
            (seconds, limit),
        ).fetchall()

    def to_apply(self, after: int, limit: int) -> list[StagedRow]:
        """The next rows that change something, by number."""
        return self.rows(("created", "updated"), after=after, limit=limit)

    def pairs(self) -> list[tuple[str, str, str]]:
        """Who worked on what among the rows that come in: (person key, project key, first day)."""
        return self._db.execute(
            "SELECT person_key, project_key, min(work_date) FROM row "
            "WHERE fate IN ('created', 'updated') AND project_key <> '' GROUP BY person_key, project_key"
        ).fetchall()

    def slim(self) -> None:
        """Forget what the rows said that came in or were here, and the texts kept for guesses; give the room back."""
        self._db.execute(
            "UPDATE row SET body = json_object('work_date', work_date, 'seconds', seconds) "
            "WHERE body IS NOT NULL AND reasons = '[]' AND fate IN ('created', 'updated', 'unchanged', 'ignored')"
        )
        self._db.execute("UPDATE name SET texts = ''")
        self._db.commit()
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def put_fact(self, key: str, value: Any) -> None:
        """Keep something about the file, as its headers."""
        self._db.execute("INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)", (key, json.dumps(value)))
        self._db.commit()

    def fact(self, key: str, default: Any = None) -> Any:
        """Something kept by `put_fact`."""
        found = self._db.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return json.loads(found[0]) if found else default


@contextmanager
def stage_of(batch_id: int) -> Iterator[Stage]:
    """The stage of a batch; made when it is not there yet."""
    path = stage_path(batch_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.executescript(_SCHEMA + NAME_TABLE)
        yield Stage(connection)
    finally:
        connection.close()


def stage_path(batch_id: int) -> Path:
    """Where the stage of a batch lies: in the data folder, outside the web root."""
    return Path(settings.MEDIA_ROOT) / "stages" / f"{batch_id}.sqlite3"


def drop_stage(batch_id: int) -> None:
    """Delete the stage of a batch that nobody will look at again."""
    for suffix in (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".lock"):
        stage_path(batch_id).with_name(f"{batch_id}{suffix}").unlink(missing_ok=True)


def _staged(row: tuple[Any, ...]) -> StagedRow:
    number, body, cells, fate, held, changed, reasons = row
    return StagedRow(
        number=number,
        row=SourceRow.from_json(json.loads(body)) if body else None,
        cells=json.loads(cells) if cells else [],
        fate=fate,
        held=held,
        changed=tuple(part for part in changed.split(",") if part),
        reasons=tuple((field, Reason.from_json(reason)) for field, reason in json.loads(reasons)),
    )


def _reasons_text(reasons: Sequence[tuple[str, Reason]]) -> str:
    return json.dumps([(field, reason.as_json()) for field, reason in reasons])


def _keys(row: SourceRow) -> tuple[str, str, str, str]:
    project = row.project_key if row.project or row.project_code else ""
    return row.person_key, name_key(row.client), project, task_key(row) if row.task and project else ""


def task_key(row: SourceRow) -> str:
    """A task within its project."""
    return f"{row.project_key}\x1f{name_key(row.task)}"
