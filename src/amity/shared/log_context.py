"""The fields that every log line of a request or job has, such as the request id."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Field = str | int | float
_fields: ContextVar[Mapping[str, Field]] = ContextVar("log_fields")


@contextmanager
def log_fields(**fields: Field) -> Iterator[None]:
    """Add fields to every line that is logged inside the block."""
    token = _fields.set({**current_fields(), **fields})
    try:
        yield
    finally:
        _fields.reset(token)


def current_fields() -> Mapping[str, Field]:
    """Return the fields of the current request or job."""
    return _fields.get({})
