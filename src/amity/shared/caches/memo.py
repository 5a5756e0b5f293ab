"""Cache results of pure functions by their arguments: decision 0016."""

from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Memo(Generic[Key, Result]):
    """Cached results of a pure function by key. None can be out of date, since they depend on nothing else.

    The key must contain everything the result depends on, so nothing ever has to be cleared. At most about twice `most`
    results are cached. Those not used while `most` others were are dropped. Any number of threads may use one. At worst
    two compute the same result. `share` returns a new key as an equal one whose parts other keys and results hold too.
    """

    every: ClassVar[list["Memo[Any, Any]"]] = []

    def __init__(self, most: int, share: Callable[[Key], Key] | None = None) -> None:
        self._most = most
        self._share = share
        self.every.append(self)
        self._young: dict[Key, Result] = {}
        self._old: dict[Key, Result] = {}

    def get(self, key: Key, make: Callable[[], Result]) -> Result:
        """Return the result for a key, calculating it if it is not cached."""
        found = self._young.get(key)
        if found is not None:
            return found
        found = self._old.get(key)
        if found is None:
            found = make()
            key = self._share(key) if self._share else key
        self._put(key, found)
        return found

    def clear(self) -> None:
        """Clear every result: for the bench and for tests."""
        self._young, self._old = {}, {}

    def _put(self, key: Key, result: Result) -> None:
        if len(self._young) >= self._most:
            self._young, self._old = {}, self._young
        self._young[key] = result
