"""Rate limits of tokens. Each process counts, and reports to the shared cache in batches to keep requests fast.

A batch is a twentieth of the limit. With `n` processes a token gets at most `n` batches more than the limit in a
minute.
"""

import time
from threading import Lock

from django.conf import settings
from django.core.cache import cache

from amity.api.problems import Throttled

MINUTE = 60
LOTS = 20
_lock = Lock()
_counted: dict[int, tuple[int, int]] = {}
"""By token: the minute, and what this process counted since it last updated the cache."""
_shut: dict[int, int] = {}
"""By token: the minute in which no more requests are accepted."""


def count(token_id: int) -> None:
    """Count one request of a token. Raise `Throttled` if it exceeds this minute's limit."""
    now = int(time.time())
    minute = now // MINUTE
    with _lock:
        if _shut.get(token_id) == minute:
            raise Throttled(MINUTE - now % MINUTE)
        since, mine = _counted.get(token_id, (minute, 0))
        mine = mine + 1 if since == minute else 1
        tells = mine >= max(settings.API_A_MINUTE // LOTS, 1)
        _counted[token_id] = (minute, 0 if tells else mine)
    if tells and _as_json(f"api:{token_id}:{minute}", mine) >= settings.API_A_MINUTE:
        with _lock:
            _shut[token_id] = minute


def forget() -> None:
    """Clear all counts, as at the start of a process."""
    with _lock:
        _counted.clear()
        _shut.clear()


def _as_json(key: str, more: int) -> int:
    """Add to the count of all processes, and return it."""
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key, more)
    except ValueError:  # It ran out between the two.
        return more
