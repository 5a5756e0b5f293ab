"""Reader of a zipped folder of JSON lists, as in Toggl Track's data export, within limits."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, is_zipfile

from amity.imports.rules import Unreadable

LISTS = ("clients", "projects", "workspace_users")
BY_PROJECT = ("tasks", "projects_users")
MOST_FILES = 50_000
MOST_BYTES = 40_000_000
"""Most bytes of all lists, unpacked: many times the largest workspace."""


def is_workspace(path: Path) -> bool:
    """Return whether a file is such a ZIP: it has a list of projects, and no workbook."""
    if not is_zipfile(path):
        return False
    try:
        with ZipFile(path) as archive:
            names = {PurePosixPath(name).name for name in archive.namelist()}
    except (BadZipFile, OSError, ValueError):
        return False
    return "projects.json" in names and "workbook.xml" not in names


@contextmanager
def zipped(folder: Path, ending: str = "json") -> Iterator[BinaryIO]:
    """Yield the lists or tables of an unpacked export as a ZIP. Raises `Unreadable` (`not_workspace`)."""
    lists = sorted(path for path in folder.rglob(f"*.{ending}") if path.is_file() and not path.is_symlink())
    if ending == "json" and not any(path.name == "projects.json" for path in lists):
        raise Unreadable("not_workspace")
    with TemporaryFile() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for path in lists:
                archive.write(path, path.relative_to(folder).as_posix())
        file.seek(0)
        yield file


def workspace_lists(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the records by list, with those under `tasks/` and `projects_users/` together.

    Raises `Unreadable`: `zip_broken`, `not_workspace`, `workspace_too_large`, `workspace_broken` with the file's name.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    try:
        with ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise Unreadable("workspace_too_large", limit=MOST_BYTES // 1_000_000)
            left = MOST_BYTES
            for kind, name in _wanted(archive.namelist()):
                with archive.open(name) as file:
                    text = file.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise Unreadable("workspace_too_large", limit=MOST_BYTES // 1_000_000)
                found.setdefault(kind, []).extend(_records(text, name))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("zip_broken_workspace", detail=type(error).__name__) from None
    if "projects" not in found:
        raise Unreadable("not_workspace")
    return found


def _wanted(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the lists among the files, in any folder, without a spreadsheet program's shadow files."""
    for name in sorted(names):
        path = PurePosixPath(name)
        if path.suffix != ".json" or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if path.stem in LISTS:
            yield path.stem, name
        elif path.parent.name in BY_PROJECT:
            yield path.parent.name, name


def _records(text: bytes, name: str) -> list[dict[str, Any]]:
    try:
        records = json.loads(text.decode("utf-8-sig")) if text.strip() else []
    except (ValueError, RecursionError):
        raise Unreadable("workspace_broken", name=name) from None
    if records is None:
        return []
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise Unreadable("workspace_broken", name=name)
    return records
