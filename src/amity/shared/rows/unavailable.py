"""Recognise a database or disk that can't take a write at the moment: busy, full, read-only or out of reach."""

import errno
from typing import Final

from django.db import InterfaceError, OperationalError

from amity.shared.errors import Unavailable

RETRY_AFTER: Final = 30
"""Seconds after which it is worth trying again, for the Retry-After header."""
SQLITE_FAULTS: Final = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
)
POSTGRES_FAULTS: Final = ("08", "53", "57P", "55P03", "25006", "58030")


DISK_FAULTS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
"""The disk is full or read-only, or a file would become larger than allowed."""


def is_unavailable(error: BaseException | None) -> bool:
    """Return whether an error means that database or disk are there but can't answer now, so that nothing was saved."""
    if isinstance(error, OSError) and error.errno in DISK_FAULTS:
        return True
    if isinstance(error, Unavailable):
        return True
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        return str(name).startswith(SQLITE_FAULTS)
    state = getattr(cause, "sqlstate", "none of PostgreSQL")
    # A connection that could not be made has no state.
    return state is None or str(state).startswith(POSTGRES_FAULTS)
