"""Hold equal values once: what is kept of a thousand projects repeats most of them."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value", bound=Hashable)


class Same(Generic[Value]):
    """Returns the first of equal values that it was given, so that the others are freed. Any number of threads may ask.

    It remembers `most` values and then starts again. Equal values must be alike in every way: not 1 and True, and not
    decimals with different places.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Value, Value] = {}

    def __call__(self, value: Value) -> Value:
        """Return the remembered value that equals this one, or this one from now on."""
        if len(self._known) >= self._most:
            self._known = {}
        return self._known.setdefault(value, value)
