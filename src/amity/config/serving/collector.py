"""The collector of cycles in a process that serves requests or works on jobs."""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""How many new objects start a collection of cycles in a job. An import makes tens of thousands, and few cycles."""
NEW_OBJECTS_BETWEEN_ANSWERS: Final = 20_000
"""How many start one in a web process when an answer has been sent."""
NEW_OBJECTS_WITHIN_ANSWER: Final = 200_000
"""How many start one while an answer is made. Fewer wait until it is sent, so no reader waits for the collector."""
YOUNG: Final = 20
"""How many collections of new objects start one of those that survived the last."""
MIDDLE: Final = 50
"""How many of these start one of all objects."""


def spare_what_is_loaded(new_objects: int = NEW_OBJECTS) -> None:
    """Keep the collector from what a process consists of, which stays until the end, and let it run rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(new_objects, YOUNG, MIDDLE)


def collect_between_answers() -> None:
    """Collect cycles if a web process has made enough new objects. Call it when an answer has been sent."""
    new, young, middle = gc.get_count()
    if new >= NEW_OBJECTS_BETWEEN_ANSWERS:
        gc.collect(2 if middle > MIDDLE else 1 if young > YOUNG else 0)
