"""Read a CSV or XLSX file in a child process: its kind, its rows, and the program that wrote it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from amity.imports.readers import sniffing
from amity.imports.readers.children.faults import faults, stream
from amity.imports.readers.limits import Limits
from amity.imports.readers.open_table import open_table
from amity.shared.children.child import Stream


def table(path: Path, limits: Limits, encoding: str, delimiter: str, sheet: str) -> Stream:
    """Open a file as a table: the fields of `LimitedTable`, and its records as plain tuples.

    Asked with a function and its further arguments, it streams what the function yields of the table instead.
    """
    # A file passed as an open one stays open until this process ends.
    with faults(), open_table(path.open("rb"), limits, encoding=encoding, delimiter=delimiter, sheet=sheet) as opened:
        pass
    head = {
        "kind": opened.kind,
        "headers": opened.headers,
        "notes": opened.notes,
        "encoding": opened.encoding,
        "delimiter": opened.delimiter,
        "sheet": opened.sheet,
        "sheets": tuple(getattr(opened, "sheets", ())),
        "is_mended": opened.is_mended,
    }

    def rows(read: Callable[..., Iterator[Any]] | None = None, *arguments: Any) -> Iterator[Any]:
        return map(tuple, opened.records()) if read is None else read(opened, *arguments)

    return stream(head, rows)


def sniffed(path: Path, limits: Limits) -> str:
    """Return the tool that wrote a file, or its type, or "" if it is unknown."""
    return sniffing.sniffed(path, limits)
