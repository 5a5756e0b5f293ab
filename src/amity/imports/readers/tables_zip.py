"""Reader of a ZIP with several CSV tables, such as the tables of a CRM, within limits."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, is_zipfile

from amity.imports.readers.delimited.csv_table import CsvTable
from amity.imports.readers.kinds import kind_of
from amity.imports.readers.limits import Limits
from amity.imports.rules import Unreadable

MOST_TABLES: Final = 50


def is_tables(path: Path) -> bool:
    """Return whether a file is a ZIP with at least one CSV table."""
    if not is_zipfile(path):
        return False
    try:
        with ZipFile(path) as archive:
            return bool(_tables(archive.namelist()))
    except (BadZipFile, OSError, ValueError):
        return False


def tables_of(path: Path, limits: Limits) -> list[tuple[str, CsvTable]]:
    """Return the tables in a ZIP by the names of their files, without empty ones.

    Raises `Unreadable`: `not_crm` without a table, `zip_broken_workspace`, `tables_too_large`, and those of a table.
    """
    try:
        with ZipFile(path) as archive:
            files = list(_unpacked(archive, limits))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("zip_broken_workspace", detail=type(error).__name__) from None
    return [(name, CsvTable(file, limits)) for name, file in files if kind_of(file) == "text"]


def _unpacked(archive: ZipFile, limits: Limits) -> Iterator[tuple[str, BinaryIO]]:
    names, left = _tables(archive.namelist()), min(limits.unzipped_bytes, limits.bytes)
    if not names:
        raise Unreadable("not_crm")
    if len(names) > MOST_TABLES:
        raise Unreadable("tables_too_large", limit=left // 1_000_000)
    for name in names:
        with archive.open(name) as packed:
            content = packed.read(left + 1)
        left -= len(content)
        if left < 0:
            raise Unreadable("tables_too_large", limit=min(limits.unzipped_bytes, limits.bytes) // 1_000_000)
        yield PurePosixPath(name).name, BytesIO(content)


def _tables(names: list[str]) -> list[str]:
    """Return the tables among the files, in any folder, without a spreadsheet program's shadow files."""
    paths = [PurePosixPath(name) for name in sorted(names)]
    return [
        str(path) for path in paths
        if path.suffix.lower() == ".csv" and "__MACOSX" not in path.parts and not path.name.startswith(".")
    ]  # fmt: skip
