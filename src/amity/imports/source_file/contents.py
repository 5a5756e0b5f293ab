"""Read a stored file as staged rows and names. Uses no table of the main database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from amity.imports.columns.rules.fields import Columns, mapped
from amity.imports.columns.rules.mapping import guess_columns
from amity.imports.readers.limited import open_table
from amity.imports.readers.limits import Limits
from amity.imports.readers.table import Table
from amity.imports.recipes.rules import in_order
from amity.imports.rules import Reason
from amity.imports.source_file.options import Options
from amity.imports.source_file.parsing import parsed
from amity.imports.stage.frames import Stored
from amity.imports.stage.stage import Stage
from amity.imports.tools.rules.exports import TIME_TOOLS, recognised

SAMPLES = 50
_TELL_EVERY = 20_000

Tell = Callable[[int, int], None]
Recall = Callable[[Options, Columns], Options]


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
        columns.or_refuse(table.headers, options.person)
        parts = table.through(parsed, columns, options)
        records, question = next(parts)
        read = ReadFile(table.headers, columns, table.notes, records, question, table.is_mended)
        if question is not None:
            return read
        stage.empty()
        stage.collect_names(stage.put(_reported(parts, records, tell)))
        stage.put_fact("headers", list(table.headers))
        stage.put_fact("unused", columns.unused(table.headers))
        stage.put_fact("delimiter", table.delimiter)
        stage.put_fact("complete", not table.is_mended)
        stage.sort()
        return read


def _reported(parts: Iterable[Stored], of: int, tell: Tell) -> Iterator[Stored]:
    done, next_at = 0, _TELL_EVERY
    for part in parts:
        yield part
        done += len(part.rows)
        if done >= next_at:
            tell(done, of)
            next_at += _TELL_EVERY
