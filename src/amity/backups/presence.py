"""Whether Amity is running on a data folder: its processes share a lock, which a restore needs for itself."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from amity.shared.errors import Refused

LOCK: Final = "running.lock"


def hold(data: Path) -> None:
    """Show until this process ends, and whatever program replaces it, that Amity is running on the folder."""
    lock = _opened(data)
    os.set_inheritable(lock, True)
    fcntl.flock(lock, fcntl.LOCK_SH)


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Keep Amity from starting on the folder in the meantime. Raises `Refused` if it is running."""
    lock = _opened(data)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_("Amity is running on %(data)s. Stop it first.") % {"data": data}) from None
        yield
    finally:
        os.close(lock)


def _opened(data: Path) -> int:
    return os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
