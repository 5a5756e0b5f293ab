"""A delimited text file as a table that can be streamed repeatedly."""

import csv
from collections.abc import Iterator
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO

from amity.imports.readers.delimited.encoding import find_encoding
from amity.imports.readers.delimited.headers import usable_headers
from amity.imports.readers.delimited.layout import find_layout
from amity.imports.readers.limits import Limits
from amity.imports.rejected_rows.rules import is_ours, unguarded
from amity.imports.rules import Reason, Record, Unreadable

_SAMPLE_CHARS = 64 * 1024
_LINE_CHARS = 1_000_000


class CsvTable:
    """Headers, notes and records of one delimited file. Each call of `records()` starts at the beginning."""

    kind = "csv"
    sheet = ""

    def __init__(self, file: BinaryIO, limits: Limits, *, encoding: str = "", delimiter: str = "") -> None:
        self._file = file
        self._limits = limits
        self._decoding = find_encoding(file, encoding)
        self.encoding = self._decoding.codec
        stream = self._stream()
        try:
            sample = stream.read(_SAMPLE_CHARS)
        finally:
            stream.detach()
        if not sample.strip("\ufeff\0 \r\n\t"):
            raise Unreadable("file_empty")
        layout = find_layout(sample, delimiter)
        self.delimiter = layout.delimiter
        self._preamble = layout.preamble
        header, skipped = self._header()
        self._all_headers, renamed = usable_headers(header, limits)
        self.headers = tuple(name for name in self._all_headers if not is_ours(name))
        self.is_mended = self.headers != self._all_headers
        notes = (Reason("preamble_skipped", lines=skipped),) if skipped else ()
        self.notes = self._decoding.notes + notes + renamed

    def records(self) -> Iterator[Record]:
        """Yield every data record in order. A broken one has its reason and the cells that were read.

        Blank lines have no number; empty rows keep theirs and are left out.

        Raises `Unreadable` where reading can't continue: `too_many_rows`, `cell_too_long`, `line_too_long`.
        """
        stream = self._stream()
        lines = _Lines(stream)
        width, check, limit = len(self._all_headers), self._decoding.check_records, self._limits.rows
        number = 0
        try:
            for read in self._reader(lines, skip=self._preamble + 1):
                if not read:
                    continue
                number += 1
                if number > limit:
                    raise Unreadable("too_many_rows", limit=limit)
                cells, reason = (read, None) if len(read) == width else _fitted(read, width)
                if not any(cells):
                    continue
                if lines.ended:
                    reason = Reason("quote_open")
                elif check:
                    cells, reason = _clean(cells, reason)
                if self.is_mended:
                    cells = self._original(cells)
                yield Record(number, cells, reason)
        except csv.Error as error:
            code = "cell_too_long" if "field limit" in str(error) else "csv_broken"
            raise Unreadable(code, row=number + 1, line=lines.count) from None
        finally:
            stream.detach()

    def _original(self, cells: list[str]) -> list[str]:
        """Return the cells as they were before our file of rejected rows added a reason column and guarded formulas."""
        pairs = zip(cells, self._all_headers, strict=True)
        return [unguarded(cell) for cell, header in pairs if not is_ours(header)]

    def _header(self) -> tuple[list[str], int]:
        stream = self._stream()
        lines = _Lines(stream)
        try:
            for cells in self._reader(lines, skip=self._preamble):
                return cells, self._preamble
        except csv.Error:
            raise Unreadable("csv_broken", row=0, line=lines.count) from None
        finally:
            stream.detach()
        raise Unreadable("file_empty")

    def _reader(self, lines: "_Lines", skip: int) -> Iterator[list[str]]:
        # csv has only one limit per process, and every reader here uses the same.
        csv.field_size_limit(self._limits.cell_chars)
        reader = csv.reader(lines, delimiter=self.delimiter)
        for _ in range(skip):
            next(reader, None)
        return reader

    def _stream(self) -> TextIOWrapper:
        self._file.seek(0)
        return TextIOWrapper(self._file, encoding=self.encoding, errors=self._decoding.errors, newline="")


class _Lines:
    """Lines of limited length that know whether the file has ended. A row completed after its end had an open quote."""

    def __init__(self, stream: TextIOWrapper) -> None:
        self._next = partial(stream.readline, _LINE_CHARS)
        self.ended = False
        self.count = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._next()
        if not line:
            self.ended = True
            raise StopIteration
        self.count += 1
        if len(line) == _LINE_CHARS:
            raise Unreadable("line_too_long", line=self.count)
        return line


def _fitted(cells: list[str], width: int) -> tuple[list[str], Reason | None]:
    """Return a row with the header's number of cells, and the reason if it had too few or too many."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width], None
    reason = Reason("row_ragged", cells=len(cells), columns=width)
    return cells + [""] * (width - len(cells)), reason


def _clean(cells: list[str], reason: Reason | None) -> tuple[list[str], Reason | None]:
    """Return cells without NUL and undecodable bytes, and the reason if there were any."""
    joined = "".join(cells)
    if "\0" in joined:
        return [cell.replace("\0", "\ufffd") for cell in cells], Reason("nul_in_row")
    if joined.isascii():
        return cells, reason
    if any("\ud800" <= letter <= "\udfff" or letter == "\ufffd" for letter in joined):
        cells = [cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for cell in cells]
        return cells, Reason("bytes_broken")
    return cells, reason
