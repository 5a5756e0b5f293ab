"""Looking into an XLSX before it is loaded: a few kilobytes of ZIP can unpack to gigabytes."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile

from amity.imports.readers.limits import Limits
from amity.imports.rules.reasons import Unreadable

_PIECE = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_SHARED = re.compile(rb't="s"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<')
_KINDS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "opendocument"),
)


def check_xlsx(file: BinaryIO, limits: Limits) -> None:
    """Refuse what is no XLSX or would not fit: entries, unpacked size (as unpacked, not as claimed), ratio, cells.

    Raises `Unreadable`: `wrong_kind`, `zip_broken`, `xlsx_encrypted`, `xlsx_too_large`, `xlsx_too_many_cells`.
    """
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            kind = next((kind for name, kind in _KINDS if name in names), "zip")
            if kind != "xlsx":
                raise Unreadable("wrong_kind", kind=kind)
            packed = sum(entry.compress_size for entry in entries)
            claimed = sum(entry.file_size for entry in entries)
            if len(entries) > limits.entries or claimed > limits.unzipped_bytes:
                raise Unreadable("xlsx_too_large", limit=limits.unzipped_bytes // 1_000_000)
            if claimed > 10_000_000 and claimed > packed * limits.ratio:
                raise Unreadable("xlsx_too_large", limit=limits.unzipped_bytes // 1_000_000)
            _unpack(archive, limits)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("zip_broken", detail=type(error).__name__) from None
    finally:
        file.seek(0)


def _unpack(archive: ZipFile, limits: Limits) -> None:
    """Unpack every part once without keeping it: counts real bytes, the rectangle each sheet spans, and its texts."""
    budget = _Budget(limits)
    lengths = array("L")
    names = [entry.filename for entry in archive.infolist()]
    for name in sorted(names, key=lambda name: not name.endswith("sharedStrings.xml")):
        with archive.open(name) as part:
            if name.endswith("sharedStrings.xml"):
                lengths.extend(len(item) for item in _pieces(part, b"</si>", budget))
            elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _measure_sheet(_chunks(part, budget), lengths, budget)
            else:
                for _piece in _chunks(part, budget):
                    pass


@dataclass
class _Budget:
    """What is left of the limits."""

    limits: Limits
    spent: int = 0

    def spend(self, size: int) -> None:
        """Count bytes that are unpacked or held; raises `Unreadable("xlsx_too_large")` when they are too many."""
        self.spent += size
        if self.spent > self.limits.unzipped_bytes:
            raise Unreadable("xlsx_too_large", limit=self.limits.unzipped_bytes // 1_000_000)


def _measure_sheet(chunks: Iterator[bytes], lengths: Sequence[int], budget: _Budget) -> None:
    """Refuse a sheet that spans too much, or repeats long texts: a cell holds its own copy of a shared text."""
    last_row = last_column = 0
    tail = b""
    for chunk in chunks:
        whole, mark, tail = (tail + chunk).rpartition(b"</c>")
        for column, row in _CELL.findall(whole if mark else tail):
            last_row = max(last_row, int(row))
            last_column = max(last_column, _column_number(column))
        # The reader allots the whole rectangle, so one cell far out costs as much as a full sheet.
        if last_row * last_column > budget.limits.cells:
            raise Unreadable("xlsx_too_many_cells", limit=budget.limits.cells)
        used = (int(place) for place in _SHARED.findall(whole + mark))
        budget.spend(sum(lengths[place] for place in used if place < len(lengths)) // 2)


def _pieces(part: IO[bytes], end: bytes, budget: _Budget) -> Iterator[bytes]:
    """The part cut at each `end`."""
    tail = b""
    for chunk in _chunks(part, budget):
        *whole, tail = (tail + chunk).split(end)
        yield from whole


def _chunks(part: IO[bytes], budget: _Budget) -> Iterator[bytes]:
    while chunk := part.read(_PIECE):
        budget.spend(len(chunk))
        yield chunk


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
