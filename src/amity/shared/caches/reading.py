"""Cache the data a read-only request has loaded, so that several places can use it."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("what this request has read", default=None)


@contextmanager
def reading(known: Mapping[Hashable, Any] | None = None) -> Iterator[None]:
    """Cache what `read_once` reads until the block ends. It starts with `known`, not with an outer block's cache."""
    token = _known.set(dict(known or {}))
    try:
        yield
    finally:
        _known.reset(token)


@contextmanager
def reading_on() -> Iterator[None]:
    """Join the open reading block, or open one. For work that changes nothing."""
    if _known.get() is not None:
        yield
        return
    with reading():
        yield


def is_reading() -> bool:
    """Return whether a reading block is open."""
    return _known.get() is not None


def read_once(key: Hashable, read: Callable[[], T]) -> T:
    """Return the value cached under a key in this block, loading it the first time. Outside a block, always load it."""
    known = _known.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found
