"""Allow one process to work on an import at a time, and release the lock if it is killed.

The lock is the operating system's, on a file next to the stage, and ends with the process. So an import that is marked
as being applied without a lock was interrupted.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from amity.imports.stage.stage import stage_path
from amity.shared.errors import Refused
from amity.shared.file_lock import acquire


@contextmanager
def alone_on(batch_id: int) -> Iterator[None]:
    """Lock a batch for this process. Refused while another process works on it."""
    path = stage_path(batch_id).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    try:
        lock = acquire(path)
    except BlockingIOError:
        raise Refused(_("Another process is working on this import.")) from None
    try:
        yield
    finally:
        os.close(lock)


def is_held(batch_id: int) -> bool:
    """Return whether a running process works on a batch."""
    path = stage_path(batch_id).with_suffix(".lock")
    if not path.exists():
        return False
    try:
        os.close(acquire(path))
    except BlockingIOError:
        return True
    return False
