"""Staged rows in a compact form: values that many rows share are stored, counted and checked once.

A frame is the part of a row that repeats: person, client, work and rate. A file of a million rows has a few thousand of
them, so names are collected and checked by frame, and each row's JSON is joined from two parts. The child process that
reads the file finds the frames (`Framer`), and the import joins (`Bodies`), so that both do half of the work.
"""

from collections.abc import Iterator
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


Own = tuple[str, str, int | None, int | None, str, str]
"""A row's own part: text, line, value, cost, reference, and `bare`."""

Body = tuple[int, str | None, str | None]
"""A row of the table `body`: number, JSON text of `SourceRow.as_json`, and the cells of a row that can't be read."""


class Stored(NamedTuple):
    """Rows in the form of the stage's tables `row` and `frame`, and what their bodies and the guesses are made of."""

    rows: list[SlimRow]
    own: list[Own | str]
    """What `rows` don't share, in their order, or the cells of one that can't be read, as JSON."""
    heads: dict[int, str]
    """The beginning of the JSON of frames that occur for the first time."""
    frames: list[tuple[Any, ...]]
    """Values for `INSERT_FRAME` of frames that don't occur again."""
    texts: dict[str, list[str]]
    """Some descriptions by project key."""


@dataclass(slots=True)
class Frame:
    """The shared part of some rows: their keys and their sums."""

    id: int
    person_key: str
    client_key: str
    project_key: str
    task_key: str
    mail: str
    one: int
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
    """Finds the frame of each row. Frames leave memory when there are too many, and all of them with `close`."""

    def __init__(self) -> None:
        self._full: list[tuple[Any, ...]] = []
        self._heads: dict[int, str] = {}
        self._frames: dict[Shared, Frame] = {}
        self._days: dict[date, str] = {}
        self._last_id = 0
        self.texts: dict[str, list[str]] = {}

    def place(self, number: int, row: RowParts) -> SlimRow:
        """Count a row in its frame, and return it for the table `row`."""
        shared, work_date, seconds, text, line, _value, _cost, _reference, _bare = row
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
        if line:
            frame.lines += 1
        if text and frame.texts is not None and len(frame.texts) < TEXTS_A_PROJECT:
            frame.texts.append(text[:200])
        return number, frame.id, frame.person_key, day, seconds, "", "[]"

    def taken(self, rows: list[SlimRow], own: list[Own | str]) -> Stored:
        """Return rows that were placed since the last call, with the frames that are new or have left memory since."""
        part = Stored(rows, own, self._heads, self._full, {})
        self._heads, self._full = {}, []
        return part

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
            mail=shared.mail, one=number, is_billable=shared.billable is not False,
            texts=self.texts.get(shared.project_key),
        )  # fmt: skip
        self._heads[frame.id] = f'{{{named}"seconds": '
        return frame


class Bodies:
    """Joins the JSON texts of rows, part by part as they were read."""

    def __init__(self) -> None:
        self._heads: dict[int, str] = {}

    def of(self, part: Stored) -> Iterator[Body]:
        """Yield the bodies of a part's rows."""
        heads = self._heads
        heads.update(part.heads)
        for (number, frame, _person, day, seconds, _fate, _why), own in zip(part.rows, part.own, strict=True):
            if isinstance(own, str):
                yield number, None, own
            else:
                yield number, f'{heads[frame or 0]}{seconds}, "work_date": "{day}"{_own(*own)}}}', None
        for number, *_values in part.frames:
            del heads[number]


def _own(text: str, line: str, value: int | None, cost: int | None, reference: str, bare: str) -> str:
    """Return the JSON of what a row doesn't share.

    `bare` is left out where it equals the text, because readers use *bare, else the text*.
    """
    own = f', "text": {encode_basestring_ascii(text)}' if text else ""
    if line:
        own += f', "line": {encode_basestring_ascii(line)}'
    if value is not None:
        own += f', "value": {value}'
    if cost is not None:
        own += f', "cost": {cost}'
    if reference:
        own += f', "reference": {encode_basestring_ascii(reference)}'
    if bare and bare != text:
        own += f', "bare": {encode_basestring_ascii(bare)}'
    return own


def task_key(project: str, task: str) -> str:
    """Return the key of a task within its project, from the project's key and the task's name."""
    return f"{project}\x1f{name_key(task)}"


def _json(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
