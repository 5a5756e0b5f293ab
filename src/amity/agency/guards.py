"""Hook for the parts above: whether anything is priced yet, which fixes the agency's currency."""

from collections.abc import Callable

_priced: list[Callable[[], bool]] = []


def something_is_priced_when(function: Callable[[], bool]) -> None:
    """Register a check that runs inside the transaction that would change the currency."""
    if function not in _priced:
        _priced.append(function)


def something_is_priced() -> bool:
    """Return whether any part has amounts in the agency's currency."""
    return any(ask() for ask in _priced)
