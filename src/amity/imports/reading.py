"""From a stored file to staged rows and the names they speak of. Touches no table of the main database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from amity.imports.options import Options
from amity.imports.readers import Limits, open_table
from amity.imports.readers.open_table import Table
from amity.imports.rules import harvest
from amity.imports.rules.canonical import SourceRow
from amity.imports.rules.columns import Columns, mapped
from amity.imports.rules.dialect import survey
from amity.imports.rules.mapping import guess_columns
from amity.imports.rules.names import name_key
from amity.imports.rules.reasons import Reason
from amity.imports.rules.records import cell_text
from amity.imports.rules.time_rows import Rejected, RowReader
from amity.imports.stage import Stage, task_key

SAMPLES = 50
TEXTS_A_PROJECT = 12
_TELL_EVERY = 20_000

Tell = Callable[[int, int], None]
StagedInput = tuple[int, SourceRow | None, Sequence[str], Sequence[tuple[str, Reason]]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """How a file was read: its columns, notes for the person, rows, and the question that stopped the reading."""

    headers: tuple[str, ...]
    columns: Columns
    notes: tuple[Reason, ...]
    rows: int
    question: Reason | None
    is_mended: bool
    sample: tuple[tuple[str, ...], ...] = ()
    told: dict[str, str] = field(default_factory=dict)


def columns_of(tool: str, table: Table, options: Options) -> Columns:
    """The mapping of a table: recognised for a known tool, guessed for any other, the person's choice over both."""
    if tool == "harvest":
        recognised = harvest.recognise(table.headers)
        return mapped(table.headers, options.columns, recognised) if options.columns else recognised
    samples = [record.cells for record in islice(table.records(), SAMPLES)]
    return mapped(table.headers, options.columns, guess_columns(table.headers, samples))


def read_file(path: Path, tool: str, options: Options, limits: Limits, stage: Stage, tell: Tell) -> ReadFile:
    """Read a file onto the stage. Raises `Unreadable` when it is no file of this tool, or a column is missing.

    Stops before the first row, with a `question`, where day and month could be either and nobody has said.
    """
    with open_table(path, limits, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet) as table:
        columns = columns_of(tool, table, options)
        if not options.person:
            columns.or_refuse()
        seen = survey(columns, table.records(), **options.told())
        told = {
            "kind": table.kind,
            "encoding": table.encoding,
            "delimiter": table.delimiter,
            "date_order": seen.dialect.date_order.value,
            "mark": seen.dialect.mark.value,
        }
        sample = tuple(tuple(cell_text(cell) for cell in record.cells) for record in islice(table.records(), 3))
        read = ReadFile(table.headers, columns, table.notes, seen.records, seen.question, table.is_mended, sample, told)
        if seen.question is not None:
            return read
        names = _Names()
        stage.empty()
        stage.put(_rows(table, RowReader(columns, seen.dialect, options.codes), names, seen.records, tell))
        stage.put_names(names.collected())
        stage.put_fact("headers", list(table.headers))
        stage.put_fact("delimiter", table.delimiter)
        stage.put_fact("complete", not table.is_mended)
        stage.sort()
        return read


def _rows(table: Table, reader: RowReader, names: "_Names", of: int, tell: Tell) -> Iterator[StagedInput]:
    for record in table.records():
        row = reader.read(record)
        if isinstance(row, Rejected):
            yield record.number, None, [cell_text(cell) for cell in record.cells], row.reasons
        else:
            names.add(row)
            yield record.number, row, (), ()
        if record.number % _TELL_EVERY == 0:
            tell(record.number, of)


class _Names:
    """The people, clients, projects and tasks of a file, with the rows and seconds under each."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], dict[str, Any]] = {}

    def add(self, row: SourceRow) -> None:
        """Count one row under its names."""
        self._count("person", row.person_key, row.person or row.mail, row, mail=row.mail)
        client = name_key(row.client)
        if client:
            self._count("client", client, row.client, row, currency=row.currency)
        if row.project or row.project_code:
            label = row.project or row.project_code
            project = self._count("project", row.project_key, label, row, parent=client, code=row.project_code)
            if row.text and len(project["texts"]) < TEXTS_A_PROJECT:
                project["texts"].append(row.text[:200])
            if row.task:
                self._count("task", task_key(row), row.task, row, parent=row.project_key)

    def collected(self) -> Iterator[dict[str, Any]]:
        """What was counted."""
        for name in self._found.values():
            yield name | {"texts": "\n".join(name["texts"])}

    def _count(
        self, kind: str, key: str, label: str, row: SourceRow, *, parent: str = "", mail: str = "", code: str = "",
        currency: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        day = row.work_date.isoformat()
        name = self._found.get((kind, key))
        if name is None:
            name = self._found[kind, key] = {
                "kind": kind, "key": key, "label": label, "parent": parent, "mail": mail, "code": code,
                "currency": currency or row.currency, "rows": 0, "seconds": 0, "first": day, "last": day,
                "billable": 0, "texts": [],
            }  # fmt: skip
        name["rows"] += 1
        name["seconds"] += row.seconds
        name["first"], name["last"] = min(name["first"], day), max(name["last"], day)
        name["billable"] += row.billable is not False
        name["mail"] = name["mail"] or mail
        return name
