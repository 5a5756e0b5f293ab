"""Exceptions behind a response."""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import got_request_exception


@contextmanager
def exceptions_raised() -> Iterator[list[str]]:
    """Collect each exception that no view handled until the block ends, with our last lines in its traceback."""
    found: list[str] = []

    def note(**_given: object) -> None:
        if (error := sys.exception()) is not None:
            found.append(_summary(error))

    got_request_exception.connect(note, weak=False)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


@contextmanager
def errors_logged() -> Iterator[list[str]]:
    """Collect each exception that the REST API reported as unforeseen until the block ends."""
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error = record.exc_info[1] if record.exc_info else None
            found.append(_summary(error) if error else record.getMessage()[:200])

    log, handler = logging.getLogger("amity.error"), Keep()
    log.addHandler(handler)
    try:
        yield found
    finally:
        log.removeHandler(handler)


def _summary(error: BaseException) -> str:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "/src/amity/" in frame.filename]
    places = [f"{frame.filename.rpartition('/src/amity/')[2]}:{frame.lineno}" for frame in ours[-3:]]
    return f"{type(error).__name__}: {str(error)[:80]!r} at {' '.join(reversed(places))}"
