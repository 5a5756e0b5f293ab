"""Read an archive back. Whatever is damaged, incomplete or from elsewhere is refused with one sentence."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from amity.backups.archive import manifest
from amity.backups.archive.manifest import Content, Manifest
from amity.shared.errors import Refused

CHUNK: Final = 1 << 20
MOST_MANIFEST_BYTES: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive."""

    path: Path
    zip: zipfile.ZipFile
    manifest: Manifest


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive and read its manifest. Raises `Refused`."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            yield Archive(path, archive, _manifest(archive, path))
    except FileNotFoundError:
        raise Refused(_("No backup found at %(path)s.") % {"path": path}) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise damaged(path, str(fault)) from fault


def unpack(archive: Archive, into: Path) -> None:
    """Unpack everything into a new folder, and compare sizes and digests. Raises `Refused`."""
    into.mkdir(mode=0o700, parents=True)
    stated = archive.manifest
    _unpack(archive, manifest.DATABASE, stated.database, into / manifest.DATABASE)
    if stated.key:
        _unpack(archive, manifest.KEY, stated.key, into / manifest.KEY)
    (into / "files").mkdir(mode=0o700)
    for path, content in stated.files.items():
        _unpack(archive, manifest.FILES + path, content, into / "files" / path)


def damaged(path: Path, detail: str) -> Refused:
    """Return the refusal of a damaged archive."""
    return Refused(
        _("%(path)s is damaged or incomplete (%(detail)s). Nothing was changed. Use another backup.")
        % {"path": path, "detail": " ".join(detail.split())}
    )


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        member = archive.getinfo(manifest.NAME)
    except KeyError:
        raise Refused(_("%(path)s isn’t a backup of Amity.") % {"path": path}) from None
    if member.file_size > MOST_MANIFEST_BYTES:
        raise damaged(path, manifest.NAME)
    try:
        return manifest.from_json(archive.read(member))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise damaged(path, f"{manifest.NAME}: {fault}") from fault


def _unpack(archive: Archive, name: str, content: Content, to: Path) -> None:
    try:
        member = archive.zip.getinfo(name)
    except KeyError:
        raise damaged(archive.path, name) from None
    if member.file_size != content.size:
        raise damaged(archive.path, name)
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.zip.open(member) as packed, to.open("xb") as out:
        to.chmod(0o600)
        while chunk := packed.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
    if digest.hexdigest() != content.sha256:
        raise damaged(archive.path, name)
