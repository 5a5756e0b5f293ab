"""Read a table's rows of time in the form its stage stores. It runs in the child process that reads the file."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from amity.imports.columns.rules.dialect import survey
from amity.imports.columns.rules.fields import Columns
from amity.imports.readers.table import Table
from amity.imports.rules import Reason, Record, cell_text, reasons_text
from amity.imports.source_file.options import Options
from amity.imports.stage.frames import Framer, Own, SlimRow, Stored
from amity.imports.time_rows.rules.rows import Rejected, RowReader

_ROWS: Final = 100
_CHARACTERS: Final = 100_000
"""Rows and characters after which rows are passed on."""


def parsed(table: Table, columns: Columns, options: Options) -> Iterator[tuple[int, Reason | None] | Stored]:
    """Yield the number of records with the question that stops the reading (or None), then the rows to store."""
    seen = survey(columns, table.records(), **options.survey_arguments())
    yield seen.records, seen.question
    if seen.question is None:
        yield from _stored(table.records(), RowReader(columns, seen.dialect, options.codes))


def _stored(records: Iterable[Record], reader: RowReader) -> Iterator[Stored]:
    framer = Framer()
    rows: list[SlimRow] = []
    own: list[Own | str] = []
    length = 0
    for record in records:
        number, row = record.number, reader.parts(record)
        if isinstance(row, Rejected):
            cells = json.dumps([cell_text(cell) for cell in record.cells])
            rows.append((number, None, None, None, None, "rejected", reasons_text(row.reasons)))
            own.append(cells)
            length += len(cells)
        else:
            rows.append(framer.place(number, row))
            own.append(row.own())
            length += len(row.text) + len(row.line) + len(row.reference)
        if len(rows) == _ROWS or length >= _CHARACTERS:
            yield framer.taken(rows, own)
            rows, own, length = [], [], 0
    framer.close()
    yield framer.taken(rows, own)._replace(texts=framer.texts)
