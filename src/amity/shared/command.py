"""`@command`: one action, one transaction. Only the outermost command tries again after a deadlock."""

import logging
import random
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 3
SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"

log = logging.getLogger("amity.command")
retried: Counter[str] = Counter()
"""How often each command was run again in this process, by name."""


def command(run: Callable[P, T]) -> Callable[P, T]:
    """Run a function in a transaction. After a deadlock or serialisation failure run it again, three times in all.

    Inside another transaction it joins that one and leaves retries to the outermost command.
    """

    @wraps(run)
    def once(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return run(*args, **kwargs)
        for tried in range(1, TRIES + 1):
            try:
                with transaction.atomic():
                    return run(*args, **kwargs)
            except OperationalError as error:
                if tried == TRIES or not _passes_by_itself(error):
                    raise
                retried[run.__name__] += 1
                log.warning("command %s runs again after: %s", run.__name__, error)
                time.sleep(random.uniform(0.01, 0.05) * tried)  # noqa: S311 - spreads the retries, guards nothing
        raise AssertionError("unreachable")

    return once


def _passes_by_itself(error: OperationalError) -> bool:
    cause = error.__cause__
    # Not a locked SQLite database: that has already waited for its whole busy timeout.
    return getattr(cause, "sqlstate", None) in (SERIALIZATION_FAILURE, DEADLOCK)
