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


class Running(Refused):
    """Amity is running on the folder, or another command is changing it."""


def hold(data: Path) -> int:
    """Show that Amity is running on the folder until this process, and those that inherit the lock, have ended.

    Waits while an upgrade or a restore works on the folder. Returns the lock's file descriptor.
    """
    lock = _opened(data)
    os.set_inheritable(lock, True)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Keep Amity from starting on the folder in the meantime. Raises `Running`."""
    lock = _opened(data)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Running(_("Amity is running on %(data)s. Stop it first.") % {"data": data}) from None
        yield
    finally:
        os.close(lock)


def _opened(data: Path) -> int:
    return os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
