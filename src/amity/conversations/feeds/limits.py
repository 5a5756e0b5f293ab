"""How often feeds are read from one network address, so that no one can try secrets or load the server."""

from datetime import datetime
from typing import Final

from django.core.cache import cache

MINUTE: Final = 60
MOST: Final = 60
"""Requests a minute. A calendar asks a few times an hour."""


def too_many(address: str, now: datetime) -> bool:
    """Count one request, and return whether this minute's limit is exceeded."""
    key = f"feed:{address}:{int(now.timestamp()) // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # it ran out between the two
        return False
