"""The people, clients, projects and tasks named in the staged rows of a file, with the number of rows of each."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from amity.imports.rules import Unreadable

NAME_TABLE = """
CREATE TABLE IF NOT EXISTS name (
    kind TEXT, key TEXT, label TEXT, parent TEXT, mail TEXT, code TEXT, currency TEXT, rows INTEGER, seconds INTEGER,
    first TEXT, last TEXT, billable INTEGER, texts TEXT DEFAULT '', verdict TEXT DEFAULT '', target INTEGER DEFAULT 0,
    reason TEXT DEFAULT '', chosen INTEGER DEFAULT 0, account INTEGER DEFAULT 0, PRIMARY KEY (kind, key)
);
"""
KEY_COLUMNS = {"person": "person_key", "client": "client_key", "project": "project_key", "task": "task_key"}
MOST = {"person": 20_000, "client": 20_000, "project": 20_000, "task": 100_000}
"""Most different names of a file. More mean a wrong column, and the limit also bounds the memory an import takes."""
_LABELS = {
    "person": "coalesce(json_extract(body, '$.person'), json_extract(body, '$.mail'), '')",
    "client": "coalesce(json_extract(body, '$.client'), '')",
    "project": "coalesce(json_extract(body, '$.project'), json_extract(body, '$.project_code'), '')",
    "task": "coalesce(json_extract(body, '$.task'), '')",
}
_PARENTS = {"person": "''", "client": "''", "project": "frame.client_key", "task": "frame.project_key"}
_TITLES = ("kind", "key", "label", "parent", "mail", "code", "currency", "rows", "seconds", "first", "last", "billable",
           "texts", "verdict", "target", "reason", "chosen", "account")  # fmt: skip


class StagedNames:
    """The names on a stage, which the matcher resolves and the maker creates."""

    _db: sqlite3.Connection

    def collect_names(self, texts: dict[str, list[str]]) -> None:
        """Find the names of all staged rows. `texts` are some descriptions by project key.

        Raises `Unreadable` (`too_many_names`) where a column cannot be what it is taken for.
        """
        for kind, column in KEY_COLUMNS.items():
            found = self._db.execute(f"SELECT count(DISTINCT {column}) FROM frame WHERE {column} <> ''").fetchone()[0]  # noqa: S608
            if found > MOST[kind]:
                raise Unreadable("too_many_names", count=found, field=kind)
            mail = "max(mail)" if kind == "person" else "''"
            self._db.execute(
                f"WITH found AS (SELECT {column} AS key, {mail} AS mail, min(one) AS one, sum(rows) AS rows, "  # noqa: S608
                "sum(seconds) AS seconds, min(first) AS first, max(last) AS last, sum(billable) AS billable "
                f"FROM frame WHERE {column} <> '' GROUP BY {column}) "
                "INSERT OR REPLACE INTO name (kind, key, label, parent, mail, code, currency, rows, seconds, first, "
                f"last, billable) SELECT '{kind}', found.key, {_LABELS[kind]}, {_PARENTS[kind]}, found.mail, "
                "coalesce(json_extract(body, '$.project_code'), ''), coalesce(json_extract(body, '$.currency'), ''), "
                "found.rows, found.seconds, found.first, found.last, found.billable "
                "FROM found JOIN body ON body.number = found.one JOIN row ON row.number = found.one "
                "JOIN frame ON frame.id = row.frame"
            )
        self._db.executemany(
            "UPDATE name SET texts = ? WHERE kind = 'project' AND key = ?",
            (("\n".join(some), key) for key, some in texts.items()),
        )
        self._db.commit()

    def frames(self) -> Iterator[tuple[int, str, str, str, str, str, int]]:
        """Yield shared parts of rows: (id, person, client and project key, first and last day, rows with a line)."""
        return self._db.execute("SELECT id, person_key, client_key, project_key, first, last, lines FROM frame")

    def names(self, kind: str) -> list[dict[str, Any]]:
        """Return the names of a kind (`person`, `client`, `project`), most time first."""
        found = self._db.execute(
            f"SELECT {', '.join(_TITLES)} FROM name WHERE kind = ? ORDER BY seconds DESC, key",  # noqa: S608
            (kind,),
        )
        return [dict(zip(_TITLES, row, strict=True)) for row in found]

    def tasks(self, after: str = "", limit: int = 500) -> list[tuple[str, str, str, int]]:
        """Return tasks in order after a key: (key, project key, label, target)."""
        return self._db.execute(
            "SELECT key, parent, label, target FROM name WHERE kind = 'task' AND key > ? ORDER BY key LIMIT ?",
            (after, limit),
        ).fetchall()

    def every_task(self) -> Iterator[tuple[str, str, str, int]]:
        """Yield all tasks in pages, so that writing between is safe."""
        after = ""
        while page := self.tasks(after):
            yield from page
            after = page[-1][0]

    def targets(self) -> dict[tuple[str, str], int]:
        """Return the target of each name of each kind, without names that have none."""
        found = self._db.execute("SELECT kind, key, target FROM name WHERE target <> 0")
        return {(kind, key): target for kind, key, target in found}

    def used_keys(self, kind: str) -> set[str]:
        """Return the names of a kind that incoming rows use."""
        found = self._db.execute(
            f"SELECT DISTINCT {KEY_COLUMNS[kind]} FROM frame WHERE id IN "  # noqa: S608
            "(SELECT DISTINCT frame FROM row WHERE fate IN ('created', 'updated'))"
        )
        return {key for (key,) in found if key}

    def resolve(self, verdicts: Iterable[tuple[str, int, str, int, int, str, str]]) -> None:
        """Write the results of names: (verdict, target, reason as JSON, chosen by a person, account, kind, key)."""
        self._db.executemany(
            "UPDATE name SET verdict = ?, target = ?, reason = ?, chosen = ?, account = ? WHERE kind = ? AND key = ?",
            verdicts,
        )
        self._db.commit()

    def made(self, kind: str, targets: Iterable[tuple[str, int]]) -> None:
        """Write the ids of created records: (key, target)."""
        self._db.executemany(
            "UPDATE name SET verdict = 'match', target = ? WHERE kind = ? AND key = ?",
            ((target, kind, key) for key, target in targets),
        )
        self._db.commit()
