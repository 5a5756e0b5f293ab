"""Write an archive: stored files, a consistent copy of the database, and the key. Whole and checked, or not at all."""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from amity.backups import rules
from amity.backups.archive import manifest, reader
from amity.backups.archive.manifest import Content, Manifest
from amity.backups.databases.current import Database
from amity.backups.databases.snapshots import FileRow
from amity.backups.faults import BUSY, DIFFERS, BackupFailed, named
from amity.shared.errors import Refused
from amity.shared.file_lock import acquire

WORKPLACE: Final = ".amity-backup"
"""The folder next to the archive in which it grows. Removed at the end, and by the next backup after a kill."""
LOCK: Final = ".amity-backup.lock"
"""Held while a backup is written. The file stays: another process may be waiting to lock the same one."""
CHUNK: Final = 1 << 20
PACKED: Final = zipfile.ZIP_DEFLATED
PACKING: Final = 1
"""The fastest level: a database shrinks to about a third, and higher levels take three times as long for a tenth."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up. `current_paths` returns the paths of stored files that have a row now."""

    database: Database
    media: Path
    key: Path | None
    current_paths: Callable[[], set[str]]


@dataclass(frozen=True, slots=True)
class Written:
    """A finished archive. `checked` is one of `rules.RESTORED`, `READ` and `UNCHECKED`."""

    path: Path
    size: int
    checked: str
    manifest: Manifest


@dataclass(slots=True)
class _Files:
    """The stored files in the archive so far, by path, and how they differ from their rows."""

    content: dict[str, Content] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def write_archive(source: Source, to: Path, *, now: datetime, check: bool = True) -> Written:
    """Write the archive `to`, which must not exist yet. Raises `BackupFailed`, and then leaves nothing behind."""
    with named(str(to.parent)), _workplace(to.parent) as workplace:
        growing = workplace / to.name
        stated = _write(source, growing, workplace / manifest.DATABASE, now)
        (workplace / manifest.DATABASE).unlink()
        checked = _checked(source.database, growing, workplace / "restored") if check else rules.UNCHECKED
        _sync(growing)
        growing.rename(to)
        _sync(to.parent)
        return Written(to, to.stat().st_size, checked, stated)


def _write(source: Source, growing: Path, copy: Path, now: datetime) -> Manifest:
    files = _Files()
    with growing.open("xb") as out, zipfile.ZipFile(out, "w", PACKED, compresslevel=PACKING) as archive:
        growing.chmod(0o600)
        # Files first: one that is deleted after the database was copied is then in the archive already.
        for path in sorted(source.current_paths()):
            if content := _added(archive, source.media / path, manifest.FILES + path):
                files.content[path] = content
        taken = source.database.snapshot(copy)
        copy.chmod(0o600)
        _complete(archive, source, taken.files, files)
        packed = source.database.vendor == "postgresql"  # pg_dump has compressed it
        database = _needed(archive, copy, manifest.DATABASE, packed=packed)
        stated = Manifest(
            made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
            amity=version("amity"),
            vendor=source.database.vendor,
            migrations=taken.migrations,
            tables=taken.tables,
            files={row.path: files.content[row.path] for row in taken.files if row.path in files.content},
            database=database,
            key=_needed(archive, source.key, manifest.KEY) if source.key else None,
            lost=files.lost,
            changed=files.changed,
            deleted=files.deleted,
        )
        archive.writestr(manifest.NAME, stated.to_json())
    return stated


def _complete(archive: zipfile.ZipFile, source: Source, rows: Iterable[FileRow], files: _Files) -> None:
    """Add the files stored since the first pass, and note those that can't be as their rows state."""
    missing = []
    for row in rows:
        if row.path not in files.content:
            content = _added(archive, source.media / row.path, manifest.FILES + row.path)
            if content is None:
                missing.append(row.path)
                continue
            files.content[row.path] = content
        if files.content[row.path].sha256 != row.sha256:
            files.changed.append(row.path)
    current = source.current_paths() if missing else set()
    files.lost += [path for path in missing if path in current]
    files.deleted += [path for path in missing if path not in current]


def _added(archive: zipfile.ZipFile, file: Path, name: str, *, packed: bool = False) -> Content | None:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_STORED if packed else PACKED
    member.external_attr = 0o600 << 16
    digest, size = hashlib.sha256(), 0
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        return None
    with opened, archive.open(member, "w", force_zip64=True) as out:
        while chunk := opened.read(CHUNK):
            size += len(chunk)
            digest.update(chunk)
            out.write(chunk)
    return Content(size, digest.hexdigest())


def _needed(archive: zipfile.ZipFile, file: Path, name: str, *, packed: bool = False) -> Content:
    content = _added(archive, file, name, packed=packed)
    if content is None:
        raise FileNotFoundError(2, os.strerror(2), str(file))
    return content


def _checked(database: Database, archive: Path, empty: Path) -> str:
    """Restore the archive into an empty folder, and compare the rows with those that were copied."""
    try:
        with reader.opened(archive) as found:
            reader.unpack(found, empty)
            after = database.restored_tables(empty / manifest.DATABASE)
    except Refused as fault:
        raise BackupFailed(DIFFERS, fault.sentence) from fault
    shutil.rmtree(empty)
    if after is None:
        return rules.READ
    if differing := manifest.differences(found.manifest.tables, after):
        raise BackupFailed(DIFFERS, ", ".join(differing))
    return rules.RESTORED


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to work in, held by this backup alone and removed at the end."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        lock = acquire(folder / LOCK)
    except BlockingIOError:
        raise BackupFailed(BUSY, str(folder)) from None
    workplace = folder / WORKPLACE
    try:
        shutil.rmtree(workplace, ignore_errors=True)
        workplace.mkdir(mode=0o700)
        try:
            yield workplace
        finally:
            shutil.rmtree(workplace, ignore_errors=True)
    finally:
        os.close(lock)


def _sync(path: Path) -> None:
    """Write a file or the names in a folder to the disk, so that a power cut can't take them back."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
