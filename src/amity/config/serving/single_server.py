"""Let one server at a time use an SQLite folder. A second one could migrate the database under the first."""

import fcntl
import os
from pathlib import Path

from django.db import connection

from amity.shared.errors import Refused

FILE = "server.lock"


def hold(data: Path) -> int | None:
    """Lock the folder for this process and those that inherit the descriptor. Raise `Refused` if another server has it.

    Return the descriptor, or None with PostgreSQL, which several servers may use.
    """
    if connection.vendor != "sqlite":
        return None
    lock = os.open(data / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Refused(f"Another server already uses {data}. Stop it first, or check AMITY_DATA.") from None
    os.set_inheritable(lock, True)
    return lock
