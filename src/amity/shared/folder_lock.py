"""Who uses a data folder: Amity's processes share it, a restore or an upgrade needs it alone, SQLite has one server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from amity.shared.errors import Refused
from amity.shared.file_lock import acquire

RUNNING: Final = "running.lock"
SERVER: Final = "server.lock"


class Running(Refused):
    """Amity is running on the folder, or another command is changing it."""


def use(data: Path) -> int:
    """Use the folder until this process, and those that inherit the lock, have ended. Return the lock's descriptor.

    Waits while an upgrade or a restore works on the folder.
    """
    return _inherited(acquire(data / RUNNING, shared=True, wait=True))


@contextmanager
def use_alone(data: Path) -> Iterator[None]:
    """Keep Amity from starting on the folder in the meantime. Raises `Running`."""
    try:
        lock = acquire(data / RUNNING)
    except BlockingIOError:
        raise Running(_("Amity is running on %(data)s. Stop it first.") % {"data": data}) from None
    try:
        yield
    finally:
        os.close(lock)


def use_as_server(data: Path) -> int | None:
    """Lock the folder for this server and those that inherit the lock. Raise `Refused` if another server has it.

    A second server could migrate an SQLite database under the first. PostgreSQL may have several: return None.
    """
    if connection.vendor != "sqlite":
        return None
    try:
        return _inherited(acquire(data / SERVER))
    except BlockingIOError:
        raise Refused(f"Another server already uses {data}. Stop it first, or check AMITY_DATA.") from None


def _inherited(lock: int) -> int:
    os.set_inheritable(lock, True)
    return lock
