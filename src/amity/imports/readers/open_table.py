"""A file as a table, after checks of its kind and size. For child processes only; all others use `limited`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from amity.imports.readers.delimited.csv_table import CsvTable
from amity.imports.readers.kinds import check_size, kind_of
from amity.imports.readers.limits import Limits
from amity.imports.readers.table import Table
from amity.imports.readers.xlsx_table import XlsxTable
from amity.imports.rules import Unreadable


@contextmanager
def open_table(
    source: Path | BinaryIO,
    limits: Limits | None = None,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
) -> Iterator[Table]:
    """Open a CSV or XLSX as a table. `encoding`, `delimiter` and `sheet` override the detected ones.

    Raises `Unreadable`: `file_empty`, `file_too_large`, `wrong_kind` (with the actual kind) and those of the two
    readers. A file object must be seekable and stays open; a path is closed at the end.
    """
    limits = limits or Limits()
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield _table(file, limits, encoding, delimiter, sheet)
    else:
        yield _table(source, limits, encoding, delimiter, sheet)


def _table(file: BinaryIO, limits: Limits, encoding: str, delimiter: str, sheet: str) -> Table:
    check_size(file, limits.bytes)
    kind = kind_of(file)
    if kind == "empty":
        raise Unreadable("file_empty")
    if kind == "zip":
        return XlsxTable(file, limits, sheet=sheet)
    if kind != "text":
        raise Unreadable("wrong_kind", kind=kind)
    return CsvTable(file, limits, encoding=encoding, delimiter=delimiter)
