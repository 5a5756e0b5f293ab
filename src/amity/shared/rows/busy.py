"""Write what isn't worth waiting for, such as when something was last used."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

log = logging.getLogger("amity.database")


def unless_busy(write: Callable[[], object]) -> bool:
    """Write, and return whether it was written: not while another process has locked the database or the row."""
    try:
        with _no_waiting(), transaction.atomic():
            write()
    except OperationalError as busy:
        log.debug("a use is noted another time: %s", busy)
        return False
    return True


@contextmanager
def _no_waiting() -> Iterator[None]:
    """Don't wait for the database lock on SQLite, which has one writer. Recording a use isn't worth waiting for."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        waits = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(waits)}")
