"""Report an unreadable file from a child process to its parent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from amity.imports.rules import Unreadable
from amity.shared.children.child import Fault, Stream


@contextmanager
def faults() -> Iterator[None]:
    """Raise the reason of an `Unreadable` as a `Fault`, which the parent gets."""
    try:
        yield
    except Unreadable as unreadable:
        raise Fault(unreadable.reason) from None


def stream(head: Any, rows: Callable[..., Iterator[Any]]) -> Stream:
    """Return a stream whose unreadable rows are faults."""

    def records(*asked: Any) -> Iterator[Any]:
        with faults():
            yield from rows(*asked)

    return Stream(head, records)
