"""Archives, as office documents are: refused where they would unpack to something out of all measure."""

import zipfile
from pathlib import Path
from typing import Final

from amity.shared.children.bounded import Bounds, Stopped, call

MOST_MEMBERS: Final = 10_000
MOST_BYTES: Final = 4_000_000_000
FREE_BYTES: Final = 50_000_000
"""What unpacks to less than this is harmless, however tightly it is packed."""
MOST_TIMES: Final = 200
"""Spreadsheets of real agencies unpack to ten to thirty times their size."""
CHUNK: Final = 1 << 20
BOUNDS: Final = Bounds(memory=300_000_000, seconds=30)


def is_harmless(path: Path) -> bool:
    """Return whether an archive is what its own list says, and of a size that does no harm.

    A child process looks: the list alone may be larger than our memory. One that needs too much is not harmless.
    """
    try:
        return bool(call("amity.files.archives:is_as_listed", path, bounds=BOUNDS))
    except Stopped:
        return False


def is_as_listed(path: Path) -> bool:
    """Unpack each member once and discard it: checksums reveal a list with wrong sizes."""
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
