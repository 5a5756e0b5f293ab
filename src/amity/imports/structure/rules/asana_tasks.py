"""Asana's export of a project's tasks: one row a task, which is a work item; a subtask names its parent by title.

Milestones are tasks of that type, with that tag, or in a section of that name. One without a due date is a work item.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from amity.imports.cells.rules.dates import parse_date
from amity.imports.rules import Reason, Record, cell_text, name_key, tidy
from amity.imports.structure.rules.things import MILESTONE_WORDS, SUBTASK, Thing, in_order
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.tools.rules.sniffing import places_by_word

_HEADERS: Final[Mapping[str, str]] = {
    "id": "task id", "name": "name", "completed": "completed at", "section": "section/column|section",
    "assignee": "assignee", "mail": "assignee email", "due": "due date", "tags": "tags", "project": "projects",
    "parent": "parent task|parent", "type": "type|task type",
}  # fmt: skip
_NEEDED: Final = ("id", "name", "completed", "project", "parent")


@dataclass(frozen=True, slots=True)
class _Task:
    """One task as its row states it. `title` has the titles of its parents before its own."""

    number: int
    title: str
    project: str
    is_milestone: bool
    due_on: date | None
    done_on: date | None
    assignee: str
    mail: str


def is_tasks(headers: Sequence[str]) -> bool:
    """Return whether a table's headers are those of Asana's tasks."""
    return all(field in places_by_word(headers, _HEADERS) for field in _NEEDED)


def things_in(headers: Sequence[str], records: Iterable[Record], project: str = "") -> Iterator[Thing | Rejected]:
    """Return the records of all tasks, each once. `project` takes those without a project of their own.

    Tasks of one project with the same title are one work item, finished once all of them are.
    """
    places = places_by_word(headers, _HEADERS)
    titles: dict[str, tuple[str, str]] = {}
    tasks: dict[tuple[str, str], _Task] = {}
    for record in records:
        one = _task(places, record, titles, project)
        if isinstance(one, Rejected):
            yield one
            continue
        key = (name_key(one.project), name_key(one.title))
        before = tasks.get(key)
        done = one.done_on if before is None or before.done_on is not None else None
        tasks[key] = replace(before or one, done_on=done)
    yield from in_order([thing for one in tasks.values() for thing in _things(one)])


def _task(
    places: Mapping[str, int], record: Record, titles: dict[str, tuple[str, str]], default: str
) -> _Task | Rejected:
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    cells = {field: tidy(cell_text(record.cells[place])) for field, place in places.items()}
    above, project = titles.get(name_key(cells["parent"]), ("", "")) if cells["parent"] else ("", "")
    own = cells["project"].split(",")[0].strip() or project or default
    wrong = [(field, Reason("line_field_missing", field=field)) for field, value in
             (("name", cells["name"]), ("project", own)) if not value]  # fmt: skip
    dates = {field: parse_date(cells[field]) if cells.get(field) else None for field in ("due", "completed")}
    wrong += [(field, day) for field, day in dates.items() if isinstance(day, Reason)]
    if wrong:
        return Rejected(record.number, tuple(wrong))
    parent = above or cells["parent"]
    title = f"{parent}{SUBTASK}{cells['name']}" if parent else cells["name"]
    titles[name_key(cells["name"])] = (title, own)
    words = {name_key(word) for word in (*cells.get("tags", "").split(","), cells.get("section", ""),
             cells.get("type", ""))}  # fmt: skip
    due, done = dates["due"], dates["completed"]
    return _Task(
        record.number, title, own, not words.isdisjoint(MILESTONE_WORDS), due if isinstance(due, date) else None,
        done if isinstance(done, date) else None, cells.get("assignee", ""), cells.get("mail", "").lower(),
    )  # fmt: skip


def _things(one: _Task) -> Iterator[Thing]:
    yield Thing(one.number, "project", one.project)
    kind = "milestone" if one.is_milestone and one.due_on else "task"
    yield Thing(
        one.number, kind, one.title, project=one.project, over=one.done_on is not None, due_on=one.due_on,
        done_on=one.done_on,
    )  # fmt: skip
    if one.assignee:
        yield Thing(one.number, "person", one.assignee, mail=one.mail)
        yield Thing(one.number, "member", one.assignee, project=one.project, mail=one.mail)
