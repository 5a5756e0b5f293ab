"""Jira's issues as exported from its search: one row per issue, which is a work item of its project.

It has no time. The item has the same name as in Tempo's timesheet, so that the time of an issue is assigned to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from amity.imports.rules import Reason, Record, cell_text, tidy
from amity.imports.structure.rules.things import Thing, in_order
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.tools.rules.sniffing import places_by_word
from amity.shared.numbers import whole_number

_HEADERS: Mapping[str, str] = {
    "key": "issue key",
    "summary": "summary",
    "project": "project name",
    "assignee": "assignee",
    "planned": "original estimate",
    "category": "status category",
    "resolved": "resolved|resolution",
}
_NEEDED = ("key", "summary", "project")


def is_issues(headers: Sequence[str]) -> bool:
    """Return whether a table's headers are those of Jira's issues."""
    return all(field in places_by_word(headers, _HEADERS) for field in _NEEDED)


def things_in(headers: Sequence[str], records: Iterable[Record]) -> Iterator[Thing | Rejected]:
    """Return the records of all rows, each once. Rows without key, project or readable estimate are rejected."""
    places = places_by_word(headers, _HEADERS)
    found: list[Thing] = []
    for record in records:
        row = _row(places, record)
        if isinstance(row, Rejected):
            yield row
        else:
            found += row
    yield from in_order(found)


def _row(places: Mapping[str, int], record: Record) -> list[Thing] | Rejected:
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    cells = {field: tidy(cell_text(record.cells[place])) for field, place in places.items()}
    number, project, who, seconds = record.number, cells["project"], cells.get("assignee", ""), cells.get("planned", "")
    wrong = [(one, Reason("line_field_missing", field=one)) for one in ("key", "project") if not cells[one]]
    if seconds and whole_number(seconds) is None:
        wrong.append(("hours", Reason("number_unreadable", text=seconds)))
    if wrong:
        return Rejected(number, tuple(wrong))
    return [
        Thing(number, "project", project),
        Thing(
            number,
            "task",
            f"{cells['key']} {cells['summary']}".strip(),
            project=project,
            planned=int(seconds or 0) or None,
            over=bool(cells.get("resolved")) or cells.get("category", "").casefold() == "done",
        ),
        *([Thing(number, "person", who), Thing(number, "member", who, project=project)] if who else []),
    ]
