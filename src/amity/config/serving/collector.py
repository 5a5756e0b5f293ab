"""The collector of cycles in a process that serves requests or works on jobs."""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""How many new objects start a collection of cycles. One page or import may make tens of thousands, and few cycles."""


def spare_what_is_loaded() -> None:
    """Keep the collector from what a process consists of, which stays until the end, and let it run rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 50)
