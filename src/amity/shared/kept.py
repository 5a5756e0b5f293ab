"""Results of pure functions, kept for the next time they are asked for with the very same material."""

from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Kept(Generic[Key, Result]):
    """What a pure function made of its material, by that material: it cannot be stale, since nothing else goes in.

    The key must hold everything the result follows from. At most about twice `most` results are kept: those not asked
    for while `most` others were are dropped. Any number of threads may use one; at worst two make the same result.
    """

    every: ClassVar[list["Kept[Any, Any]"]] = []

    def __init__(self, most: int) -> None:
        self._most = most
        self.every.append(self)
        self._young: dict[Key, Result] = {}
        self._old: dict[Key, Result] = {}

    def get(self, key: Key, make: Callable[[], Result]) -> Result:
        """The result for a key; made where it is not kept yet."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                found = make()
            self._put(key, found)
        return found

    def clear(self) -> None:
        """Keep nothing."""
        self._young, self._old = {}, {}

    def _put(self, key: Key, result: Result) -> None:
        if len(self._young) >= self._most:
            self._young, self._old = {}, self._young
        self._young[key] = result
