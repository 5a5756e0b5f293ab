"""Archives, such as office documents. One that would unpack to an excessive size is refused."""

import zipfile
from pathlib import Path
from typing import Final

from amity.shared.children.bounded import Bounds, Stopped, call

MOST_MEMBERS: Final = 10_000
MOST_BYTES: Final = 4_000_000_000
FREE_BYTES: Final = 50_000_000
"""Archives that unpack to less than this are harmless, however tightly they are packed."""
MOST_TIMES: Final = 200
"""Real agencies' spreadsheets unpack to ten to thirty times their size."""
CHUNK: Final = 1 << 20
BOUNDS: Final = Bounds(memory=300_000_000, seconds=30)


def is_harmless(path: Path) -> bool:
    """Return whether an archive matches its own list and unpacks to a harmless size.

    A child process checks it, because the list alone may be larger than our memory. An archive that needs too much
    isn't harmless.
    """
    try:
        return bool(call("amity.files.archives:is_as_listed", path, bounds=BOUNDS))
    except Stopped:
        return False


def is_as_listed(path: Path) -> bool:
    """Unpack each member once and discard it, because checksums reveal a list with wrong sizes."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if not _measured(members, path.stat().st_size):
                return False
            for member in members:
                with archive.open(member) as unpacked:
                    while unpacked.read(CHUNK):
                        pass
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return False
    return True


def _measured(members: list[zipfile.ZipInfo], size: int) -> bool:
    packed = sum(one.compress_size for one in members)
    unpacked = sum(one.file_size for one in members)
    if len(members) > MOST_MEMBERS or packed > size or unpacked > MOST_BYTES:
        return False
    return unpacked <= FREE_BYTES or unpacked <= MOST_TIMES * packed
