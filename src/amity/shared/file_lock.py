"""Locks between processes, on files. The system ends a lock with the last process that has its descriptor."""

import fcntl
import os
from pathlib import Path


def acquire(file: Path, *, shared: bool = False, wait: bool = False) -> int:
    """Lock a file, which is created if needed, and return the descriptor that holds the lock.

    Raises `BlockingIOError` if another process has it, unless `wait`. Others may have a `shared` lock at the same time.
    """
    lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BaseException:
        os.close(lock)
        raise
    return lock
