"""Stop the clock at a moment of the story, for all that asks Django for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Let it be this moment until the end of the block."""
    before = timezone.now
    timezone.now = lambda: at
    try:
        yield
    finally:
        timezone.now = before
