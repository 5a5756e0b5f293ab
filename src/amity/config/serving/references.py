"""Stop counting the references to what is loaded, so that processes forked later don't copy it by using it.

CPython writes the number of references into each object, even if the object is only read. After a fork, each such
write copies a page of memory. Objects like None are *immortal* (PEP 683): their number is never written. CPython 3.12
and 3.13 mark no other objects, so this does, for objects that stay until the process ends. Elsewhere it does nothing.
"""

import ctypes
import gc
import sys
from types import CodeType
from typing import Any, Final

IMMORTAL: Final = 0xFFFFFFFF
"""The number of references that marks an immortal object in CPython 3.12 and 3.13 on machines of 64 bits."""


def can_stop_counting() -> bool:
    """Return whether this Python marks immortal objects as this module does: None is one."""
    known = sys.implementation.name == "cpython" and sys.version_info[:2] in {(3, 12), (3, 13)}
    return known and sys.maxsize > 2**32 and _counter(None).value == IMMORTAL == sys.getrefcount(None)


def stop_counting() -> None:
    """Make all objects immortal that exist now, with the values and code they refer to. None of them is freed later.

    A text stores its hash when it is first asked, so it is asked here.
    """
    if not can_stop_counting():
        return
    for known in gc.get_objects():
        _counter(known).value = IMMORTAL
        pending = gc.get_referents(known)
        while pending:
            part = pending.pop()
            counter = _counter(part)
            if counter.value == IMMORTAL:
                continue
            counter.value = IMMORTAL
            if type(part) is str:
                hash(part)
            elif type(part) is CodeType:
                pending.extend(part.co_consts)
            elif type(part) in {tuple, dict} and not gc.is_tracked(part):
                pending.extend(gc.get_referents(part))


def _counter(known: Any) -> ctypes.c_ssize_t:
    return ctypes.c_ssize_t.from_address(id(known))
