"""Collections that are keys of a Memo without the values of their items being compared."""

from operator import is_
from typing import Any


class EqualToItself:
    """Put first among the bases of a collection that nobody changes: it is equal to itself alone, and hashable."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


class Identical(tuple[Any, ...]):
    """Several objects as one key, each equal to itself alone. It holds them, so no other can have one's place."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identical) and len(self) == len(other) and all(map(is_, self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other
