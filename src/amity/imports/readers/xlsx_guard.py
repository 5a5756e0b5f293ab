"""Looking into an XLSX before it is loaded: a few kilobytes of ZIP can unpack to gigabytes."""

import re
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from amity.imports.readers.limits import Limits
from amity.imports.rules.reasons import Unreadable

_PIECE = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
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
    """Unpack every part once without keeping it: counts real bytes, and the rectangle each sheet spans."""
    left = limits.unzipped_bytes
    for entry in archive.infolist():
        is_sheet = entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
        last_row = last_column = 0
        tail = b""
        with archive.open(entry) as part:
            while piece := part.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise Unreadable("xlsx_too_large", limit=limits.unzipped_bytes // 1_000_000)
                if is_sheet:
                    for column, row in _CELL.findall(tail + piece):
                        last_row = max(last_row, int(row))
                        last_column = max(last_column, _column_number(column))
                    tail = piece[-60:]
                    # The reader allots the whole rectangle, so one cell far out costs as much as a full sheet.
                    if last_row * last_column > limits.cells:
                        raise Unreadable("xlsx_too_many_cells", limit=limits.cells)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
