"""Let the collector of cycles run rarely during long work that makes many objects and few cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NEW_OBJECTS: Final = 50_000
"""How many new objects start a collection."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect cycles rarely, and only among objects made meanwhile. For one such work at a time in a process.

    Python visits new objects whenever some hundred were made, and now and then all there are. While rows are imported,
    that takes up to half of the processor's time and finds next to nothing.
    """
    before, is_frozen = gc.get_threshold(), gc.get_freeze_count() > 0
    gc.set_threshold(NEW_OBJECTS, 20, 50)
    if not is_frozen:
        gc.freeze()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not is_frozen:
            gc.unfreeze()
