"""Store an uploaded file, whole or not at all, and delete it."""

import errno
import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from amity.files import archives, queries, rules
from amity.files.models import StoredFile
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Refused

FULL = {errno.ENOSPC, errno.EDQUOT}
HEAD = 4096


def store(
    *, by: Actor, name: str, chunks: Iterable[bytes], limit: int, now: datetime, purpose: str = "",
    accept: Mapping[str, str] | None = None, looks_inside: bool = False,
) -> StoredFile:  # fmt: skip
    """Write a stream of bytes to disk and save its row. At most `limit` bytes; an empty file is refused.

    With `accept` (an ending to a content type, as in `rules.DOCUMENTS`) the bytes must match the name. An archive that
    unpacks to an excessive size is refused, unless the caller `looks_inside` it within its own bounds. No transaction
    is open while bytes are written, and a failure leaves no partial file. Raises `Invalid` for an unacceptable file,
    `Refused` when the disk is full.
    """
    path = f"{now:%Y%m}/{uuid.uuid4().hex}"
    target = Path(settings.MEDIA_ROOT) / path
    shown = rules.safe_name(name)
    with _whole_or_not(target):
        sha256, size, head = _write(target, chunks, limit)
        _check(target, head, shown, accept, looks_inside=looks_inside)
        return StoredFile.objects.create(
            name=shown,
            purpose=purpose,
            path=path,
            sha256=sha256,
            size=size,
            content_type=rules.sniffed(head, shown),
            owner_id=by.person_id,
            created_at=now,
        )


def remove(file: StoredFile) -> None:
    """Delete a file's row, then its bytes. A crash in between leaves bytes without a row, never a row without bytes."""
    forget(file).unlink(missing_ok=True)


def forget(file: StoredFile) -> Path:
    """Delete only the row, in the caller's transaction. Return the file's path, to be deleted after commit."""
    place = queries.location(file)
    file.delete()
    return place


@contextmanager
def _whole_or_not(target: Path) -> Iterator[None]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield
    except BaseException as fault:
        target.unlink(missing_ok=True)
        if isinstance(fault, OSError) and fault.errno in FULL:
            raise Refused(
                _("The disk is full. The file was not saved. Free some space and upload it again.")
            ) from fault
        raise


def _check(target: Path, head: bytes, name: str, accept: Mapping[str, str] | None, *, looks_inside: bool) -> None:
    if accept is not None and not rules.fits(head, name, accept):
        kinds = ", ".join(sorted(accept))
        raise Invalid(
            _(
                "“%(name)s” doesn’t match its file type, or isn’t supported. Upload one of: %(kinds)s. Nothing was "
                "saved."
            )
            % {"name": name, "kinds": kinds},
            field="file",
        )
    if not looks_inside and head.startswith(b"PK\x03\x04") and not archives.is_harmless(target):
        raise Invalid(
            _("“%(name)s” is damaged, locked, or too large when unpacked. Nothing was saved.") % {"name": name},
            field="file",
        )


def _write(target: Path, chunks: Iterable[bytes], limit: int) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    with target.open("xb") as out:
        target.chmod(0o600)
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                most = limit // 1_000_000
                raise Invalid(
                    _("The file is larger than %(most)s MB. Nothing was saved.") % {"most": most}, field="file"
                )
            if len(head) < HEAD:
                head += chunk[: HEAD - len(head)]
            digest.update(chunk)
            out.write(chunk)
    if not size:
        raise Invalid(_("The file is empty."), field="file")
    return digest.hexdigest(), size, head
