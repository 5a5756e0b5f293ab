"""Staged rows in a compact form: what many rows share is spelled once, counted once and judged once.

A frame is the part of a row that repeats: who, for whom, on what, at which rate. A file of a million rows has a few
thousand of them, so names are collected and judged over frames, and each row's JSON is joined from two parts.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, Final

from amity.imports.rules.canonical import SourceRow
from amity.imports.rules.names import name_key

SHARED: Final = (
    "person", "mail", "client", "project", "project_code", "task", "billable", "rate", "cost_rate", "currency",
)  # fmt: skip
_OWN: Final = tuple(field.name for field in fields(SourceRow) if field.name not in {*SHARED, "work_date", "seconds"})
_shared: Final = attrgetter(*SHARED)
_own: Final = attrgetter(*_OWN)
_OWN_KEYS: Final = tuple(f', "{name}": ' for name in _OWN)
MOST_FRAMES: Final = 20_000
"""Frames held in memory at a time. Beyond it they are written out and begun anew: a frame may then stand twice."""

FRAME_TABLE = """
CREATE TABLE IF NOT EXISTS frame (
    id INTEGER PRIMARY KEY, person_key TEXT, client_key TEXT, project_key TEXT, task_key TEXT, mail TEXT, one INTEGER,
    rows INTEGER, seconds INTEGER, first TEXT, last TEXT, billable INTEGER, lines INTEGER
);
"""
INSERT_FRAME: Final = "INSERT INTO frame VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(slots=True)
class Frame:
    """What some rows share: its keys, its part of their JSON, and what they add up to."""

    id: int
    person_key: str
    client_key: str
    project_key: str
    task_key: str
    mail: str
    one: int
    head: str
    is_billable: bool
    rows: int = 0
    seconds: int = 0
    first: str = "9999"
    last: str = ""
    lines: int = 0

    def as_row(self) -> tuple[Any, ...]:
        """For `INSERT_FRAME`."""
        return (
            self.id, self.person_key, self.client_key, self.project_key, self.task_key, self.mail, self.one, self.rows,
            self.seconds, self.first, self.last, self.rows if self.is_billable else 0, self.lines,
        )  # fmt: skip


class Framer:
    """Finds the frame of each row. `keep` is handed frames that leave memory; call `close` after the last row."""

    def __init__(self, keep: Callable[[list[Frame]], None]) -> None:
        self._keep = keep
        self._frames: dict[tuple[Any, ...], Frame] = {}
        self._days: dict[Any, str] = {}
        self._last_id = 0

    def place(self, number: int, row: SourceRow) -> tuple[Frame, str, str]:
        """Count a row in its frame: (frame, work date as text, row as the JSON text of `SourceRow.as_json`)."""
        key = _shared(row)
        frame = self._frames.get(key)
        if frame is None:
            frame = self._new(key, number, row)
        day = self._days.get(row.work_date)
        if day is None:
            day = self._days[row.work_date] = row.work_date.isoformat()
        frame.rows += 1
        frame.seconds += row.seconds
        if day < frame.first:
            frame.first = day
        if day > frame.last:
            frame.last = day
        if row.line:
            frame.lines += 1
        parts = [frame.head, str(row.seconds), ', "work_date": "', day, '"']
        for name, value in zip(_OWN_KEYS, _own(row), strict=True):
            if value is not None and value != "":
                parts.append(name)
                parts.append(_json(value))
        parts.append("}")
        return frame, day, "".join(parts)

    def close(self) -> None:
        """Hand over what is still in memory."""
        self._keep(list(self._frames.values()))
        self._frames.clear()

    def _new(self, key: tuple[Any, ...], number: int, row: SourceRow) -> Frame:
        if len(self._frames) >= MOST_FRAMES:
            self.close()
        self._last_id += 1
        named = "".join(
            f'"{name}": {_json(value)}, '
            for name, value in zip(SHARED, key, strict=True)
            if value is not None and value != ""
        )
        project = row.project_key if row.project or row.project_code else ""
        frame = self._frames[key] = Frame(
            id=self._last_id, person_key=row.person_key, client_key=name_key(row.client), project_key=project,
            task_key=task_key(row) if row.task and project else "", mail=row.mail, one=number,
            head=f'{{{named}"seconds": ', is_billable=row.billable is not False,
        )  # fmt: skip
        return frame


def task_key(row: SourceRow) -> str:
    """A task within its project."""
    return f"{row.project_key}\x1f{name_key(row.task)}"


def _json(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
