"""Read a stored file as staged rows and names. Uses no table of the main database."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from amity.imports.columns.rules.dialect import survey
from amity.imports.columns.rules.fields import Columns, mapped
from amity.imports.columns.rules.mapping import guess_columns
from amity.imports.readers.limited import open_table
from amity.imports.readers.limits import Limits
from amity.imports.readers.table import Table
from amity.imports.recipes.rules import in_order
from amity.imports.rules import Reason, cell_text
from amity.imports.source_file.options import Options
from amity.imports.stage.frames import MOST_FRAMES
from amity.imports.stage.stage import Stage
from amity.imports.time_rows.rules.parts import RowParts, Shared
from amity.imports.time_rows.rules.rows import Rejected, RowReader
from amity.imports.tools.rules.exports import TIME_TOOLS, recognised

SAMPLES = 50
LARGEST_AMOUNT = 10**15
"""Most minor units of an amount. A larger one is from another column."""
_LONGEST = (("person", 200), ("mail", 200), ("client", 200), ("project", 200), ("project_code", 40), ("task", 300))
TEXTS_A_PROJECT = 12
PROJECTS = 2_000
"""Most projects with stored descriptions, which only help to guess the account of a project."""
_TELL_EVERY = 20_000

Tell = Callable[[int, int], None]
Recall = Callable[[Options, Columns], Options]
StagedInput = tuple[int, RowParts | None, Sequence[str], Sequence[tuple[str, Reason]]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The result of reading a file: its columns, notes for the person, rows, and the question that stopped it."""

    headers: tuple[str, ...]
    columns: Columns
    notes: tuple[Reason, ...]
    rows: int
    question: Reason | None
    is_mended: bool


def unchanged(options: Options, columns: Columns) -> Options:
    """Return the options as they are."""
    return options


def columns_of(tool: str, table: Table, options: Options) -> Columns:
    """Return the columns of a table: recognised for a known tool or guessed, with the person's choice over both."""
    if tool in TIME_TOOLS:
        known = recognised(tool, table.headers)
        return mapped(table.headers, options.columns, known) if options.columns else known
    if options.recipe:
        return mapped(table.headers, in_order(options.columns))
    samples = [record.cells for record in islice(table.records(), SAMPLES)]
    return mapped(table.headers, options.columns, guess_columns(table.headers, samples))


def read_file(
    path: Path, tool: str, options: Options, limits: Limits, stage: Stage, tell: Tell, *, recall: Recall = unchanged
) -> ReadFile:
    """Read a file onto the stage. Raises `Unreadable` for another tool's file, or if a column is missing.

    Stops before the first row, with a `question`, if the date order is ambiguous and unanswered. `recall` completes the
    options once the columns are known.
    """
    with open_table(path, limits, encoding=options.encoding, delimiter=options.delimiter, sheet=options.sheet) as table:
        columns = columns_of(tool, table, options)
        options = recall(options, columns)
        if not options.person:
            columns.or_refuse(table.headers)
        seen = survey(columns, table.records(), **options.survey_arguments())
        read = ReadFile(table.headers, columns, table.notes, seen.records, seen.question, table.is_mended)
        if seen.question is not None:
            return read
        texts: dict[str, list[str]] = {}
        stage.empty()
        stage.put(_rows(table, RowReader(columns, seen.dialect, options.codes), texts, seen.records, tell))
        stage.collect_names(texts)
        stage.put_fact("headers", list(table.headers))
        stage.put_fact("unused", columns.unused(table.headers))
        stage.put_fact("delimiter", table.delimiter)
        stage.put_fact("complete", not table.is_mended)
        stage.sort()
        return read


def _rows(table: Table, reader: RowReader, texts: dict[str, list[str]], of: int, tell: Tell) -> Iterator[StagedInput]:
    bounds = _Bounds()
    for record in table.records():
        row = reader.parts(record)
        if isinstance(row, RowParts) and (wrong := bounds.wrong(row)):
            row = Rejected(record.number, (wrong,))
        if isinstance(row, Rejected):
            yield record.number, None, [cell_text(cell) for cell in record.cells], row.reasons
        else:
            project = row.shared.project_key
            some = texts.get(project)
            if some is None and len(texts) < PROJECTS:
                some = texts[project] = []
            if some is not None and row.text and len(some) < TEXTS_A_PROJECT:
                some.append(row.text[:200])
            yield record.number, row, (), ()
        if record.number % _TELL_EVERY == 0:
            tell(record.number, of)


class _Bounds:
    """Limits of values that can be stored. Names are checked once for all rows that share them."""

    def __init__(self) -> None:
        self._names: dict[Shared, tuple[str, Reason] | None] = {}

    def wrong(self, row: RowParts) -> tuple[str, Reason] | None:
        """Return the field that exceeds its limit with the reason, or None."""
        if row.shared not in self._names:
            if len(self._names) >= MOST_FRAMES:
                self._names.clear()
            self._names[row.shared] = _too_long(row.shared)
        if wrong := self._names[row.shared]:
            return wrong
        if (row.value or 0) > LARGEST_AMOUNT or (row.cost or 0) > LARGEST_AMOUNT:
            return "price", Reason("amount_too_large")
        return None


def _too_long(shared: Shared) -> tuple[str, Reason] | None:
    for name, most in _LONGEST:
        if len(getattr(shared, name)) > most:
            return name, Reason("name_too_long", field=name.replace("_", " "), limit=most)
    return None
