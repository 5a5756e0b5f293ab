"""Properties that are calculated once, for small objects of which tens of thousands are kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Result = TypeVar("Result")


class once(Generic[Result]):  # noqa: N801 - a decorator, named like one
    """Like `cached_property`, but the result is kept in a slot: the property's name with an underscore after it.

    `cached_property` needs a dictionary for each instance, which is larger than what it holds.
    """

    def __init__(self, calculate: Callable[[Any], Result]) -> None:
        self._calculate = calculate
        self.__doc__ = calculate.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember the slot."""
        self._slot = f"{name}_"

    @overload
    def __get__(self, instance: None, owner: type) -> "once[Result]": ...

    @overload
    def __get__(self, instance: object, owner: type) -> Result: ...

    def __get__(self, instance: object | None, owner: type) -> "once[Result] | Result":
        """Return the result, calculating it the first time."""
        if instance is None:
            return self
        try:
            found: Result = getattr(instance, self._slot)
        except AttributeError:
            found = self._calculate(instance)
            setattr(instance, self._slot, found)
        return found
