"""Hook for the parts above: whether somebody approves time, without which approved time can count for nothing."""

from collections.abc import Callable

_approval: list[Callable[[], bool]] = []


def time_is_approved_when(function: Callable[[], bool]) -> None:
    """Register a question; asked inside the transaction that agrees on terms, and when a form is drawn."""
    if function not in _approval:
        _approval.append(function)


def time_is_approved() -> bool:
    """Whether the agency has its time approved."""
    return any(ask() for ask in _approval)
