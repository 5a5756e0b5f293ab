"""Check of an XLSX before it is loaded, because a few kilobytes of ZIP can unpack to gigabytes."""

from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from amity.imports.readers.limits import Limits
from amity.imports.rules import Unreadable

_PIECE = 1 << 20
_KINDS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "opendocument"),
)


def check_xlsx(file: BinaryIO, limits: Limits) -> None:
    """Refuse a file that isn't XLSX or exceeds the limits of entries, unpacked size (real, not claimed) or ratio.

    The number of a sheet's cells is limited by the memory of the reading process. Raises `Unreadable`: `wrong_kind`,
    `zip_broken`, `xlsx_too_large`.
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
    """Unpack every part once without keeping it, to count its real bytes."""
    spent = 0
    for name in archive.namelist():
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                spent += len(piece)
                if spent > limits.unzipped_bytes:
                    raise Unreadable("xlsx_too_large", limit=limits.unzipped_bytes // 1_000_000)
