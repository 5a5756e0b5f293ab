"""Staged rows in a compact form: values that many rows share are stored, counted and checked once.

A frame is the part of a row that repeats: person, client, work and rate. A file of a million rows has a few thousand of
them, so names are collected and checked by frame, and each row's JSON is joined from two parts.
"""

from dataclasses import dataclass
from datetime import date
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import Any, Final, NamedTuple

from amity.imports.rules import name_key
from amity.imports.time_rows.rules.parts import SHARED, RowParts, Shared

_shared: Final = attrgetter(*SHARED)
MOST_FRAMES: Final = 40_000
"""Most frames in memory at a time. Beyond it they are written and started again, so a frame may occur twice."""
TEXTS_A_PROJECT: Final = 12
PROJECTS: Final = 2_000
"""Most projects with stored descriptions, which only help to guess the account of a project."""

FRAME_TABLE = """
CREATE TABLE IF NOT EXISTS frame (
    id INTEGER PRIMARY KEY, person_key TEXT, client_key TEXT, project_key TEXT, task_key TEXT, mail TEXT, one INTEGER,
    rows INTEGER, seconds INTEGER, first TEXT, last TEXT, billable INTEGER, lines INTEGER
);
"""
INSERT_FRAME: Final = "INSERT INTO frame VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


SlimRow = tuple[int, int | None, str | None, str | None, int | None, str, str]
"""Number, frame, person key, work date, seconds, classification and reasons."""


class Stored(NamedTuple):
    """Rows in the form of the stage's tables `row`, `body` and `frame`, and some descriptions by project key."""

    rows: list[SlimRow]
    bodies: list[tuple[int, str | None, str | None]]
    frames: list[tuple[Any, ...]]
    texts: dict[str, list[str]]


@dataclass(slots=True)
class Frame:
    """The shared part of some rows: their keys, their common JSON, and their sums."""

    id: int
    person_key: str
    client_key: str
    project_key: str
    task_key: str
    mail: str
    one: int
    head: str
    is_billable: bool
    texts: list[str] | None
    """Some descriptions of its project, which its frames share, or None."""
    rows: int = 0
    seconds: int = 0
    first: str = "9999"
    last: str = ""
    lines: int = 0

    def as_row(self) -> tuple[Any, ...]:
        """Return the values for `INSERT_FRAME`."""
        return (
            self.id, self.person_key, self.client_key, self.project_key, self.task_key, self.mail, self.one, self.rows,
            self.seconds, self.first, self.last, self.rows if self.is_billable else 0, self.lines,
        )  # fmt: skip


class Framer:
    """Finds the frame of each row. `taken` returns those that have left memory, which `close` makes all of them do."""

    def __init__(self) -> None:
        self._full: list[tuple[Any, ...]] = []
        self._frames: dict[Shared, Frame] = {}
        self._days: dict[date, str] = {}
        self._last_id = 0
        self.texts: dict[str, list[str]] = {}

    def place(self, number: int, row: RowParts) -> tuple[SlimRow, str]:
        """Count a row in its frame, and return it for the table `row` with the JSON text of `SourceRow.as_json`.

        `bare` is left out where it equals the text, because readers use *bare, else the text*.
        """
        shared, work_date, seconds, text, line, value, cost, reference, bare = row
        frame = self._frames.get(shared) or self._new(shared, number)
        day = self._days.get(work_date)
        if day is None:
            day = self._days[work_date] = work_date.isoformat()
        frame.rows += 1
        frame.seconds += seconds
        if day < frame.first:
            frame.first = day
        if day > frame.last:
            frame.last = day
        own = ""
        if text:
            own = f', "text": {encode_basestring_ascii(text)}'
            if frame.texts is not None and len(frame.texts) < TEXTS_A_PROJECT:
                frame.texts.append(text[:200])
        if line:
            frame.lines += 1
            own += f', "line": {encode_basestring_ascii(line)}'
        if value is not None:
            own += f', "value": {value}'
        if cost is not None:
            own += f', "cost": {cost}'
        if reference:
            own += f', "reference": {encode_basestring_ascii(reference)}'
        if bare and bare != text:
            own += f', "bare": {encode_basestring_ascii(bare)}'
        placed = (number, frame.id, frame.person_key, day, seconds, "", "[]")
        return placed, f'{frame.head}{seconds}, "work_date": "{day}"{own}}}'

    def taken(self) -> list[tuple[Any, ...]]:
        """Return the values for `INSERT_FRAME` of the frames that have left memory since the last call."""
        full, self._full = self._full, []
        return full

    def close(self) -> None:
        """Let all frames leave memory."""
        self._full += [frame.as_row() for frame in self._frames.values()]
        self._frames.clear()

    def _new(self, shared: Shared, number: int) -> Frame:
        if len(self._frames) >= MOST_FRAMES:
            self.close()
        self._last_id += 1
        named = "".join(
            f'"{name}": {_json(value)}, '
            for name, value in zip(SHARED, _shared(shared), strict=True)
            if value is not None and value != ""
        )
        if shared.project_key not in self.texts and len(self.texts) < PROJECTS:
            self.texts[shared.project_key] = []
        project = shared.project_key if shared.project or shared.project_code else ""
        frame = self._frames[shared] = Frame(
            id=self._last_id, person_key=name_key(shared.person or shared.mail), client_key=name_key(shared.client),
            project_key=project, task_key=task_key(project, shared.task) if shared.task and project else "",
            mail=shared.mail, one=number, head=f'{{{named}"seconds": ', is_billable=shared.billable is not False,
            texts=self.texts.get(shared.project_key),
        )  # fmt: skip
        return frame


def task_key(project: str, task: str) -> str:
    """Return the key of a task within its project, from the project's key and the task's name."""
    return f"{project}\x1f{name_key(task)}"


def _json(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
