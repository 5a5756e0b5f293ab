"""Allow one process to work on an import at a time, and release the lock if it is killed.

The lock is the operating system's, on a file next to the stage, and ends with the process. So an import that is marked
as being applied without a lock was interrupted.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from amity.imports.stage.stage import stage_path
from amity.shared.errors import Refused


@contextmanager
def alone_on(batch_id: int) -> Iterator[None]:
    """Lock a batch for this process. Refused while another process works on it."""
    path = stage_path(batch_id).with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_("Another process is working on this import.")) from None
        yield


def is_held(batch_id: int) -> bool:
    """Return whether a running process works on a batch."""
    path = stage_path(batch_id).with_suffix(".lock")
    try:
        with path.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
