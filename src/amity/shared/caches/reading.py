"""Cache the data a read-only request has loaded, so that several places can use it."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")


class Known(dict[Hashable, Any]):
    """What a block has read. `still`: nothing changes in it."""

    def __init__(self, known: Mapping[Hashable, Any], *, still: bool) -> None:
        super().__init__(known)
        self.still = still


_known: ContextVar[Known | None] = ContextVar("what this request has read", default=None)


@contextmanager
def reading(known: Mapping[Hashable, Any] | None = None, *, still: bool = True) -> Iterator[None]:
    """Cache what `read_once` reads until the block ends. It starts with `known`, not with an outer block's cache.

    A block in which a command may change something is not `still`: `once_a_page` then always reads.
    """
    token = _known.set(Known(known or {}, still=still))
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


def is_still() -> bool:
    """Return whether a reading block is open in which nothing changes."""
    known = _known.get()
    return known is not None and known.still


def is_reading() -> bool:
    """Return whether a reading block is open, in which something may change or nothing does."""
    return _known.get() is not None


def once_a_page(key: Hashable, read: Callable[[], T]) -> T:
    """Return what is read once for a page. Where something may change in between, always load it."""
    return read_once(key, read) if is_still() else read()


def once_for_each(
    key: Hashable, ids: Collection[int], read: Callable[[Collection[int]], Mapping[int, Sequence[T]]]
) -> Mapping[int, Sequence[T]]:
    """Return the rows of each id, of which a page reads only those that it hasn't read yet."""
    known: dict[int, Sequence[T]] = once_a_page(key, dict)
    missing = [pk for pk in ids if pk not in known]
    if missing:
        found = read(missing)
        known |= {pk: found.get(pk, ()) for pk in missing}
    return {pk: known[pk] for pk in ids}


def already_read(key: Hashable) -> Any:
    """Return what this block has cached under a key, or None."""
    known = _known.get()
    return None if known is None else known.get(key)


def read_once(key: Hashable, read: Callable[[], T]) -> T:
    """Return the value cached under a key in this block, loading it the first time. Outside a block, always load it."""
    return kept_in(_known.get(), key, read)


def kept_in(known: dict[Hashable, Any] | None, key: Hashable, read: Callable[[], T]) -> T:
    """Return the value kept under a key, loading it the first time. Without `known`, always load it."""
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found
