"""Clockify's projects report: one row per project, with its client, its tasks and its people in one cell each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from amity.imports.cells.rules.currency import currency_in_header
from amity.imports.cells.rules.numbers import DecimalMark, NumberSurvey, parse_number
from amity.imports.rules import Reason, Record, Unreadable, cell_text, tidy
from amity.imports.structure.rules.things import Thing, in_order
from amity.imports.time_rows.rules.rows import Rejected
from amity.imports.tools.rules.sniffing import places_by_word

_HEADERS: Mapping[str, str] = {
    "project": "project",
    "client": "client",
    "status": "status",
    "tasks": "tasks|task|task(s)",
    "planned": "estimated (h)",
    "members": "project members",
    "manager": "project manager",
}


def project_columns(headers: Sequence[str]) -> Mapping[str, int]:
    """Return field → column. Raises `Unreadable` (`not_projects`) where no column names the project."""
    places = places_by_word(headers, _HEADERS)
    if "project" not in places:
        raise Unreadable("not_projects", columns=", ".join(headers))
    return places


def things_in(headers: Sequence[str], records: Iterable[Record]) -> Iterator[Thing | Rejected]:
    """Return the records of all rows, each once. Rows without project or with an unreadable estimate are rejected."""
    columns = project_columns(headers)
    listed = list(records)
    numbers = NumberSurvey()
    for record in listed:
        if "planned" in columns:
            numbers.add(cell_text(record.cells[columns["planned"]]))
    currency = next(filter(None, map(currency_in_header, headers)), "")
    found: list[Thing] = []
    for record in listed:
        row = _row(columns, record, numbers.verdict(), currency)
        if isinstance(row, Rejected):
            yield row
        else:
            found += row
    yield from in_order(found)


def _row(columns: Mapping[str, int], record: Record, mark: DecimalMark, currency: str) -> list[Thing] | Rejected:
    if record.reason:
        return Rejected(record.number, (("", record.reason),))
    cells = {field: tidy(cell_text(record.cells[place])) for field, place in columns.items()}
    project, client = cells["project"], cells.get("client", "")
    if not project:
        return Rejected(record.number, (("project", Reason("line_field_missing", field="project")),))
    planned = parse_number(cells["planned"], mark) if cells.get("planned") else Decimal(0)
    if isinstance(planned, Reason):
        return Rejected(record.number, (("hours", planned),))
    if planned < 0:
        return Rejected(record.number, (("hours", Reason("hours_negative", text=cells["planned"])),))
    number = record.number
    people = _listed(cells.get("members", "")) + _listed(cells.get("manager", ""))
    return [
        *([Thing(number, "client", client, currency=currency)] if client else []),
        *(Thing(number, "person", name) for name in people),
        Thing(
            number,
            "project",
            project,
            client=client,
            planned=int((planned * 3600).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)) or None,
            over=cells.get("status", "").casefold() == "archived",
        ),
        *(Thing(number, "task", name, client, project) for name in _listed(cells.get("tasks", ""))),
        *(Thing(number, "member", name, client, project) for name in people),
    ]


def _listed(cell: str) -> list[str]:
    return [name for name in map(tidy, cell.split(",")) if name]
